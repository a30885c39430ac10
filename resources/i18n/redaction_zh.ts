<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Extend</source>
        <translation>扩展</translation>
    </message>
</context>
<context>
    <name>Adder</name>
    <message>
        <source>Looking for the redactions in the other commit</source>
        <translation>正在另一提交中查找隐藏处</translation>
    </message>
    <message>
        <source>Redactions that wait for your decision: {count}.</source>
        <translation>等待您决定的隐藏：{count} 处。</translation>
    </message>
    <message>
        <source>Redactions whose content is gone: {count}.</source>
        <translation>内容已不存在的隐藏：{count} 处。</translation>
    </message>
</context>
<context>
    <name>Carry</name>
    <message>
        <source>changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>已移动</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>已不存在</translation>
    </message>
    <message>
        <source>same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>ambiguous</source>
        <translation>不明确</translation>
    </message>
    <message>
        <source>the same bytes at the same place: the decision holds</source>
        <translation>同一位置、相同字节：决定继续有效</translation>
    </message>
    <message>
        <source>the same bytes at another place: carried over, look at them</source>
        <translation>相同字节在另一位置：已沿用，请查看</translation>
    </message>
    <message>
        <source>what was hidden reads differently now: back to you</source>
        <translation>原隐藏内容现已不同：退回给您</translation>
    </message>
    <message>
        <source>several places fit: back to you</source>
        <translation>有多处相符：退回给您</translation>
    </message>
    <message>
        <source>what was hidden is nowhere any more</source>
        <translation>原隐藏内容已不存在</translation>
    </message>
</context>
<context>
    <name>CarryDialog</name>
    <message>
        <source>What becomes of the redactions in {name}</source>
        <translation>{name} 中各处隐藏的去向</translation>
    </message>
    <message>
        <source>From {old} to {new}. Nothing has been changed yet.</source>
        <translation>从 {old} 到 {new}。尚未作任何更改。</translation>
    </message>
    <message>
        <source>From {old} to {new}, as it was done.</source>
        <translation>从 {old} 到 {new}，已完成。</translation>
    </message>
    <message>
        <source>{count} redactions come back to you: choose their new place on the redaction page, or drop them with a note. Until then nothing can be submitted.</source>
        <translation>有 {count} 处隐藏退回给您：请在隐藏处理页为其选择新位置，或附说明放弃。在此之前无法提交。</translation>
    </message>
    <message>
        <source>Redactions that come back to you: {count}. Choose their new place on the redaction page, or drop them with a note; until then nothing can be submitted.</source>
        <translation>退回给您的隐藏：{count} 处。请在隐藏处理页选择新位置，或附说明放弃；在此之前无法提交。</translation>
    </message>
</context>
<context>
    <name>CarryView</name>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现位置</translation>
    </message>
    <message>
        <source>Redactions and what became of them</source>
        <translation>各处隐藏及其去向</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>New findings are known after the next scan.</source>
        <translation>新发现在下次扫描后可知。</translation>
    </message>
    <message>
        <source>New findings that nobody has decided: {count}. They are listed apart, in the queue.</source>
        <translation>尚无人决定的新发现：{count} 项。它们另列在队列中。</translation>
    </message>
    <message>
        <source>Redaction</source>
        <translation>隐藏项</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>原位置</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Extend the selection, or back</source>
        <translation>扩展选区，或收回</translation>
    </message>
    <message>
        <source>Withhold the file or folder</source>
        <translation>不提交文件或文件夹</translation>
    </message>
</context>
<context>
    <name>ExportRecovery</name>
    <message>
        <source>Export a recovery file</source>
        <translation>导出恢复文件</translation>
    </message>
    <message>
        <source>It brings back, on any computer, what is hidden and how it was committed to: openings stay possible when the repository and this computer are long gone. Keep it in legal's safe. It is opened once as a test.</source>
        <translation>它可在任何计算机上恢复隐藏内容及其承诺：即使仓库和这台计算机早已不在，仍可作开示。请存入法务的保险柜。制作时会试开一次。</translation>
    </message>
    <message>
        <source>by a passphrase</source>
        <translation>用口令</translation>
    </message>
    <message>
        <source>for people, by their public keys</source>
        <translation>由指定人员，用其公钥</translation>
    </message>
    <message>
        <source>It opens</source>
        <translation>打开方式</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Passphrase, once more</source>
        <translation>再次输入口令</translation>
    </message>
    <message>
        <source>Public keys, one a line, or names of files</source>
        <translation>公钥，每行一个，或文件名</translation>
    </message>
    <message>
        <source>With the workbook inside</source>
        <translation>内含工作簿</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再次输入</translation>
    </message>
    <message>
        <source>Public keys</source>
        <translation>公钥</translation>
    </message>
    <message>
        <source>A passphrase has at least {count} characters.</source>
        <translation>口令至少 {count} 个字符。</translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation>两次输入的口令不一致。</translation>
    </message>
    <message>
        <source>Exporting a recovery file</source>
        <translation>正在导出恢复文件</translation>
    </message>
    <message>
        <source>The recovery file is written and was opened as a test: {name}</source>
        <translation>恢复文件已写入并试开验证：{name}</translation>
    </message>
</context>
<context>
    <name>Extender</name>
    <message>
        <source>Nothing was extended.</source>
        <translation>没有可撤回的扩展。</translation>
    </message>
    <message>
        <source>That is the whole file already.</source>
        <translation>已是整个文件。</translation>
    </message>
    <message>
        <source>Selected: {extent}, lines: {lines}</source>
        <translation>已选：{extent}，{lines} 行</translation>
    </message>
</context>
<context>
    <name>Extent</name>
    <message>
        <source>line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>block</source>
        <translation>代码块</translation>
    </message>
    <message>
        <source>function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>comment</source>
        <translation>注释</translation>
    </message>
    <message>
        <source>the whole file</source>
        <translation>整个文件</translation>
    </message>
</context>
<context>
    <name>FileTree</name>
    <message>
        <source>Withhold this folder…</source>
        <translation>不提交此文件夹…</translation>
    </message>
    <message>
        <source>Withhold this file…</source>
        <translation>不提交此文件…</translation>
    </message>
</context>
<context>
    <name>FiledSwitch</name>
    <message>
        <source>Drawing the printed pages</source>
        <translation>正在绘制打印页</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Decide every finding: redact hides it, keep discloses it with a note. What you hide by hand is a redaction too: a selection (E extends it), a function, all comments, whole files and folders. The meter says how much is hidden against the template's ceiling. As filed shows exactly the bytes that would leave.</source>
        <translation>逐项决定每个发现：隐藏，或附说明保留。手动隐藏也是隐藏处理：选区（按 E 扩展）、函数、全部注释、整个文件和文件夹。计量条显示已隐藏多少及模板的上限。报送版本准确显示将对外提供的字节。</translation>
    </message>
    <message>
        <source>When every requirement is met and the round is approved, build the package. The finished output is searched for every hidden value; one hit, and there is no package. Later a hidden range can be opened to one recipient; the recovery file keeps that possible.</source>
        <translation>所有要求满足且本轮获批后即可生成材料包。系统会在成品中搜索每个隐藏值；一旦命中，就不生成材料包。以后可向一位接收人开示某处隐藏内容；恢复文件使之始终可行。</translation>
    </message>
    <message>
        <source>Check any package, also one from somebody else. Nothing in it is trusted, nothing is unpacked outside, and no network is needed. An opening that you were sent is dropped beside its package.</source>
        <translation>核验任何材料包，包括他人的。其中任何内容都不被信任，不在外部解包，也不需要网络。收到的开示文件可与其材料包一并拖放。</translation>
    </message>
</context>
<context>
    <name>HideButton</name>
    <message>
        <source>Hide…</source>
        <translation>隐藏…</translation>
    </message>
    <message>
        <source>Hide more than one thing, or by extent</source>
        <translation>按范围隐藏，或一次隐藏多处</translation>
    </message>
    <message>
        <source>This selection</source>
        <translation>此选区</translation>
    </message>
    <message>
        <source>This line</source>
        <translation>此行</translation>
    </message>
    <message>
        <source>This block</source>
        <translation>此代码块</translation>
    </message>
    <message>
        <source>This function</source>
        <translation>此函数</translation>
    </message>
    <message>
        <source>This comment</source>
        <translation>此注释</translation>
    </message>
    <message>
        <source>All comments of this file…</source>
        <translation>此文件的全部注释…</translation>
    </message>
    <message>
        <source>The whole file…</source>
        <translation>整个文件…</translation>
    </message>
    <message>
        <source>A folder or a glob…</source>
        <translation>文件夹或通配模式…</translation>
    </message>
    <message>
        <source>Every finding of this rule…</source>
        <translation>此规则的全部发现…</translation>
    </message>
    <message>
        <source>Every finding of this kind…</source>
        <translation>此类别的全部发现…</translation>
    </message>
    <message>
        <source>All with this value…</source>
        <translation>所有相同的值…</translation>
    </message>
    <message>
        <source>Extend the selection</source>
        <translation>扩展选区</translation>
    </message>
    <message>
        <source>Take the extension back</source>
        <translation>收回扩展</translation>
    </message>
    <message>
        <source>Take over from another filing…</source>
        <translation>从其他备案沿用…</translation>
    </message>
    <message>
        <source>Redactions that came back…</source>
        <translation>退回的隐藏…</translation>
    </message>
</context>
<context>
    <name>Hider</name>
    <message>
        <source>Hide all comments of {name}?</source>
        <translation>隐藏 {name} 的全部注释？</translation>
    </message>
    <message>
        <source>Hide the comments</source>
        <translation>隐藏注释</translation>
    </message>
    <message>
        <source>Withhold {name} whole? Nothing of it leaves.</source>
        <translation>整体不提交 {name}？其任何内容都不会对外提供。</translation>
    </message>
    <message>
        <source>Withhold</source>
        <translation>不提交</translation>
    </message>
    <message>
        <source>Withhold every file of {glob}? Nothing of them leaves.</source>
        <translation>不提交 {glob} 的每个文件？其任何内容都不会对外提供。</translation>
    </message>
    <message>
        <source>Hide all comments in the files of {glob}?</source>
        <translation>隐藏 {glob} 各文件中的全部注释？</translation>
    </message>
    <message>
        <source>Which files of {source}? A folder (src/secret/), a pattern as in .gitignore (*.key, docs/**), or a path.</source>
        <translation>{source} 的哪些文件？文件夹（src/secret/）、.gitignore 式的模式（*.key、docs/**）或路径。</translation>
    </message>
    <message>
        <source>Withhold the files…</source>
        <translation>不提交这些文件…</translation>
    </message>
    <message>
        <source>Hide their comments…</source>
        <translation>隐藏其注释…</translation>
    </message>
    <message>
        <source>Folder or pattern</source>
        <translation>文件夹或模式</translation>
    </message>
    <message>
        <source>Redact every finding of the rule {name}?</source>
        <translation>隐藏规则 {name} 的全部发现？</translation>
    </message>
    <message>
        <source>Redact every finding of the kind {name}?</source>
        <translation>隐藏类别“{name}”的全部发现？</translation>
    </message>
    <message>
        <source>Counting what would be hidden</source>
        <translation>正在统计将隐藏的内容</translation>
    </message>
    <message>
        <source>There is nothing to hide that is not hidden already.</source>
        <translation>没有尚未隐藏的内容。</translation>
    </message>
    <message>
        <source>files: {count}</source>
        <translation>文件：{count}</translation>
    </message>
    <message>
        <source>places: {count}</source>
        <translation>位置：{count}</translation>
    </message>
    <message>
        <source>different values: {count}</source>
        <translation>不同的值：{count}</translation>
    </message>
</context>
<context>
    <name>ImportRecovery</name>
    <message>
        <source>Import a recovery file</source>
        <translation>导入恢复文件</translation>
    </message>
    <message>
        <source>For a workbook whose key this computer doesn't have. Where the file holds the workbook too and there is none at the place named, it is put there.</source>
        <translation>用于这台计算机没有其密钥的工作簿。若恢复文件内含工作簿而指定位置没有，则放到该处。</translation>
    </message>
    <message>
        <source>Workbook</source>
        <translation>工作簿</translation>
    </message>
    <message>
        <source>Name of your key</source>
        <translation>您的密钥名称</translation>
    </message>
    <message>
        <source>where it was made for your key</source>
        <translation>若它是为您的密钥制作的</translation>
    </message>
    <message>
        <source>Or your key</source>
        <translation>或您的密钥</translation>
    </message>
    <message>
        <source>Importing a recovery file</source>
        <translation>正在导入恢复文件</translation>
    </message>
    <message>
        <source>The workbook was brought back from the recovery file.</source>
        <translation>工作簿已从恢复文件中恢复。</translation>
    </message>
    <message>
        <source>The recovery file was taken in.</source>
        <translation>恢复文件已导入。</translation>
    </message>
    <message>
        <source>This computer can read the workbook's sealed parts now.</source>
        <translation>这台计算机现在可以读取工作簿的密封部分。</translation>
    </message>
</context>
<context>
    <name>Mask</name>
    <message>
        <source>masked by a label with reason and number</source>
        <translation>以带理由和编号的标签遮盖</translation>
    </message>
    <message>
        <source>masked by [***]</source>
        <translation>以 [***] 遮盖</translation>
    </message>
    <message>
        <source>printed with black diagonal hatching</source>
        <translation>打印为黑色斜线遮盖</translation>
    </message>
    <message>
        <source>printed as blocked pages with a visible strip</source>
        <translation>打印为整页遮盖，保留可见条</translation>
    </message>
    <message>
        <source>masked by the mark of the exemption</source>
        <translation>以豁免条款标记遮盖</translation>
    </message>
</context>
<context>
    <name>Measure</name>
    <message>
        <source>characters</source>
        <translation>字符</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>printed area</source>
        <translation>打印面积</translation>
    </message>
    <message>
        <source>printed pages</source>
        <translation>打印页数</translation>
    </message>
    <message>
        <source>each file</source>
        <translation>每个文件</translation>
    </message>
    <message>
        <source>each page</source>
        <translation>每页</translation>
    </message>
    <message>
        <source>the deposit</source>
        <translation>交存件</translation>
    </message>
    <message>
        <source>the package</source>
        <translation>材料包</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>不计</translation>
    </message>
    <message>
        <source>{share}: {hidden} of {whole}</source>
        <translation>{share}：{hidden}／{whole}</translation>
    </message>
    <message>
        <source>the template sets no ceiling</source>
        <translation>模板未设上限</translation>
    </message>
    <message>
        <source>ceiling {mark} {share} of the {basis} of {scope}</source>
        <translation>上限：{scope}{basis} {mark} {share}</translation>
    </message>
    <message>
        <source>{hidden} of {whole}</source>
        <translation>{hidden}／{whole}</translation>
    </message>
</context>
<context>
    <name>MeasureDialog</name>
    <message>
        <source>How much is hidden</source>
        <translation>隐藏了多少</translation>
    </message>
    <message>
        <source>Exact counts, as of the last measure. They stay in the workbook; of them only what the template asks for is published.</source>
        <translation>上次测量的精确数字。它们只留在工作簿内；对外只公布模板要求的部分。</translation>
    </message>
    <message>
        <source>Above the ceiling ({count})</source>
        <translation>超出上限（{count}）</translation>
    </message>
    <message>
        <source>Pages with black-out ({count})</source>
        <translation>有遮盖的页（{count}）</translation>
    </message>
    <message>
        <source>Copy the page numbers</source>
        <translation>复制页码</translation>
    </message>
    <message>
        <source>Deposit (what is printed)</source>
        <translation>交存件（打印部分）</translation>
    </message>
    <message>
        <source>within the ceiling</source>
        <translation>未超上限</translation>
    </message>
    <message>
        <source>ABOVE THE CEILING</source>
        <translation>超出上限</translation>
    </message>
    <message>
        <source>Pages above the ceiling</source>
        <translation>超出上限的页</translation>
    </message>
    <message>
        <source>Files and what of them is hidden</source>
        <translation>各文件及其隐藏比例</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Pages with black-out</source>
        <translation>有遮盖的页</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页</translation>
    </message>
    <message>
        <source>The page numbers are on the clipboard.</source>
        <translation>页码已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>材料包</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;Import a recovery file…</source>
        <translation>导入恢复文件(&amp;I)…</translation>
    </message>
</context>
<context>
    <name>Meter</name>
    <message>
        <source>Files and pages…</source>
        <translation>文件与页…</translation>
    </message>
    <message>
        <source>How much is hidden: measuring…</source>
        <translation>隐藏了多少：正在测量……</translation>
    </message>
    <message>
        <source>measuring…</source>
        <translation>正在测量……</translation>
    </message>
    <message>
        <source>measuring… before: {words}</source>
        <translation>正在测量……此前：{words}</translation>
    </message>
    <message>
        <source>{verdict}: at most {share} of {scope} hidden</source>
        <translation>{verdict}：{scope}最多隐藏 {share}</translation>
    </message>
    <message>
        <source>this file {share}</source>
        <translation>此文件 {share}</translation>
    </message>
    <message>
        <source>package {share} of {basis}</source>
        <translation>材料包{basis} {share}</translation>
    </message>
    <message>
        <source>deposit {share} of {basis}</source>
        <translation>交存件{basis} {share}</translation>
    </message>
    <message>
        <source>pages with black-out: {count}</source>
        <translation>有遮盖的页：{count}</translation>
    </message>
    <message>
        <source>{verdict} ({mark} {ceiling}): {scope} at most {share} of {basis}</source>
        <translation>{verdict}（{mark} {ceiling}）：{scope}{basis}最多 {share}</translation>
    </message>
    <message>
        <source>{verdict} ({mark} {ceiling}): {scope} {share} of {basis}</source>
        <translation>{verdict}（{mark} {ceiling}）：{scope}{basis} {share}</translation>
    </message>
</context>
<context>
    <name>MeterWatch</name>
    <message>
        <source>How much is hidden could not be measured: {why}</source>
        <translation>无法测量隐藏了多少：{why}</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>Decide them…</source>
        <translation>逐项决定…</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>a value, wherever it stands</source>
        <translation>一个值（无论出现在何处）</translation>
    </message>
    <message>
        <source>a place</source>
        <translation>一处位置</translation>
    </message>
    <message>
        <source>a whole file</source>
        <translation>整个文件</translation>
    </message>
    <message>
        <source>Opened: ranges {ranges}, whole files {files}, commits {commits}; of round {round}.</source>
        <translation>已开示：{ranges} 处，整个文件 {files} 个，提交 {commits} 个；属第 {round} 轮。</translation>
    </message>
    <message>
        <source>For: {who}</source>
        <translation>接收人：{who}</translation>
    </message>
    <message>
        <source>File: {path}</source>
        <translation>文件：{path}</translation>
    </message>
</context>
<context>
    <name>OpeningCheck</name>
    <message>
        <source>Were you sent an opening of this package? Drop it here, or choose it.</source>
        <translation>收到了此材料包的开示文件？拖放到此处，或选择。</translation>
    </message>
    <message>
        <source>Your key, which the opening was made for</source>
        <translation>开示文件所对应的您的密钥</translation>
    </message>
    <message>
        <source>any of my keys</source>
        <translation>我的任一密钥</translation>
    </message>
    <message>
        <source>Choose opening…</source>
        <translation>选择开示文件…</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>核验</translation>
    </message>
    <message>
        <source>Rebuild the files…</source>
        <translation>重建文件…</translation>
    </message>
    <message>
        <source>Writes the opened files as they were, where everything in them is opened.</source>
        <translation>对内容已全部开示的文件，按原样写出。</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>开示文件</translation>
    </message>
    <message>
        <source>Folder for the rebuilt files</source>
        <translation>重建文件的文件夹</translation>
    </message>
    <message>
        <source>Checking the opening</source>
        <translation>正在核验开示文件</translation>
    </message>
    <message>
        <source>Rebuilding the files</source>
        <translation>正在重建文件</translation>
    </message>
    <message>
        <source>Rebuilt: {names}</source>
        <translation>已重建：{names}</translation>
    </message>
    <message>
        <source>Extracted: {names}</source>
        <translation>已取出：{names}</translation>
    </message>
    <message>
        <source>Not proved: {text}</source>
        <translation>未能证明：{text}</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>What was hidden</source>
        <translation>原先隐藏的内容</translation>
    </message>
    <message>
        <source>What the opening reveals</source>
        <translation>开示文件揭示的内容</translation>
    </message>
    <message>
        <source>What was hidden, escaped</source>
        <translation>原先隐藏的内容（已转义）</translation>
    </message>
    <message>
        <source>Revealed: {count}</source>
        <translation>揭示：{count}</translation>
    </message>
</context>
<context>
    <name>OpeningDialog</name>
    <message>
        <source>Round {number}</source>
        <translation>第 {number} 轮</translation>
    </message>
    <message>
        <source>withdrawn since</source>
        <translation>此后已撤回</translation>
    </message>
    <message>
        <source>The signed round that is opened</source>
        <translation>要开示的已签署轮次</translation>
    </message>
    <message>
        <source>Range {number} hides more than {asked}: they touch. It will open {others} as well.</source>
        <translation>范围 {number} 遮盖的不止 {asked}：它们相邻。还会开示 {others}。</translation>
    </message>
    <message>
        <source>Of round {round}: ranges {ranges}, whole files {files}, commits {commits}; {bytes} bytes.</source>
        <translation>第 {round} 轮：范围 {ranges} 个，整个文件 {files} 个，提交 {commits} 个；共 {bytes} 字节。</translation>
    </message>
    <message>
        <source>Open hidden ranges</source>
        <translation>开示隐藏内容</translation>
    </message>
    <message>
        <source>An opening shows what stands under single masks of a package to one recipient, and proves it. The rest stays hidden.</source>
        <translation>开示文件向一位接收人揭示材料包中个别遮盖之下的内容并予以证明。其余仍然隐藏。</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Ranges</source>
        <translation>处数</translation>
    </message>
    <message>
        <source>Released by</source>
        <translation>批准人</translation>
    </message>
    <message>
        <source>Openings made</source>
        <translation>已作开示</translation>
    </message>
    <message>
        <source>Filter redactions</source>
        <translation>筛选隐藏</translation>
    </message>
    <message>
        <source>Filter by id, file or reason</source>
        <translation>按编号、文件或理由筛选</translation>
    </message>
    <message>
        <source>Hides</source>
        <translation>隐藏对象</translation>
    </message>
    <message>
        <source>What is hidden</source>
        <translation>隐藏的内容</translation>
    </message>
    <message>
        <source>Everything that is hidden in the package</source>
        <translation>材料包中隐藏的全部内容</translation>
    </message>
    <message>
        <source>Also the commit id, with its path, where every entry of its trees is shown</source>
        <translation>一并开示提交标识及其路径（须其目录树各项均已公开）</translation>
    </message>
    <message>
        <source>public key, one line; its file; or a name on the roster</source>
        <translation>公钥（一行）、公钥文件，或名册上的名字</translation>
    </message>
    <message>
        <source>Opening file</source>
        <translation>开示文件</translation>
    </message>
    <message>
        <source>Openings made ({count})</source>
        <translation>已作开示（{count}）</translation>
    </message>
    <message>
        <source>Sign the release and write the opening</source>
        <translation>签名批准并写入开示文件</translation>
    </message>
    <message>
        <source>What this reveals…</source>
        <translation>查看将开示什么…</translation>
    </message>
    <message>
        <source>Public key of the recipient</source>
        <translation>接收人的公钥</translation>
    </message>
    <message>
        <source>This is what you reveal, and to whom</source>
        <translation>您将开示的内容及对象</translation>
    </message>
    <message>
        <source>Nobody's name is known for this key: make sure by another way whose it is.</source>
        <translation>此公钥没有已知的姓名：请以其他方式确认它属于谁。</translation>
    </message>
    <message>
        <source>It can't be taken back: who has read a value has it. Your signature stands in the register.</source>
        <translation>此举不可撤回：读过的内容无法收回。您的签名将载入登记簿。</translation>
    </message>
    <message>
        <source>Everything that is hidden in the package: {count} redactions, every one in clear.</source>
        <translation>材料包中隐藏的全部内容：{count} 处，全部以明文开示。</translation>
    </message>
    <message>
        <source>{count} redactions, in clear, and nothing else that is hidden:</source>
        <translation>以明文开示 {count} 处，其余隐藏内容不变：</translation>
    </message>
    <message>
        <source>A value is the same wherever it was hidden: who reads it at one place knows it at all.</source>
        <translation>同一个值在各处都相同：在一处读到即知各处。</translation>
    </message>
    <message>
        <source>The commit id: the recipient can compare it with any copy of the repository.</source>
        <translation>提交标识：接收人可将其与仓库的任何副本比对。</translation>
    </message>
    <message>
        <source>Only the holder of this key can read the opening; she can pass on what she has read:</source>
        <translation>只有此密钥的持有人能读取开示文件；其读到的内容可以转告他人：</translation>
    </message>
    <message>
        <source>Writing the opening</source>
        <translation>正在写入开示文件</translation>
    </message>
    <message>
        <source>The opening is written</source>
        <translation>开示文件已写入</translation>
    </message>
    <message>
        <source>Range {number} also opens {others}, which touches what you asked for.</source>
        <translation>第 {number} 处同时开示了 {others}，它与您所选的内容相接。</translation>
    </message>
    <message>
        <source>This names another key than the one that you were shown.</source>
        <translation>此处所指的密钥与向您展示的不同。</translation>
    </message>
    <message>
        <source>Redaction</source>
        <translation>隐藏项</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>开示</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>接收人</translation>
    </message>
</context>
<context>
    <name>PackagePage</name>
    <message>
        <source>Open a hidden range…</source>
        <translation>开示隐藏内容…</translation>
    </message>
    <message>
        <source>First a round must have been signed.</source>
        <translation>须先有一轮已签名。</translation>
    </message>
</context>
<context>
    <name>Panes</name>
    <message>
        <source>As printed</source>
        <translation>打印样式</translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>Recovery file: none yet. One is made beside the workbook, and test-opened, at the first seal.</source>
        <translation>恢复文件：尚无。首次封存时会在工作簿旁制作一份并试开验证。</translation>
    </message>
    <message>
        <source>A recovery file was made on {at} and test-opened: {name}</source>
        <translation>恢复文件已于 {at} 制作并试开验证：{name}</translation>
    </message>
    <message>
        <source>opens with a passphrase</source>
        <translation>用口令打开</translation>
    </message>
    <message>
        <source>opens for {people}</source>
        <translation>可由 {people} 打开</translation>
    </message>
    <message>
        <source>with the workbook inside</source>
        <translation>内含工作簿</translation>
    </message>
</context>
<context>
    <name>RecoveryStrip</name>
    <message>
        <source>Export a recovery file…</source>
        <translation>导出恢复文件…</translation>
    </message>
</context>
<context>
    <name>RedactionPage</name>
    <message>
        <source>Go back from the view as filed first (V).</source>
        <translation>请先退出报送版本视图 (V)。</translation>
    </message>
</context>
<context>
    <name>ReturnedDialog</name>
    <message>
        <source>Redactions that came back</source>
        <translation>退回的隐藏</translation>
    </message>
    <message>
        <source>Their source moved to another commit, and what they hid reads differently there or stands in several places. They hide nothing now, and nothing can be submitted before each is decided.</source>
        <translation>源代码已迁移到另一提交，原隐藏内容在那里已不同或出现在多处。它们现在不隐藏任何内容；逐项决定之前无法提交。</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Redactions that wait for a decision</source>
        <translation>等待决定的隐藏</translation>
    </message>
    <message>
        <source>Nothing waits: every redaction stands.</source>
        <translation>没有等待的项：每处隐藏都有效。</translation>
    </message>
    <message>
        <source>The file as it is now</source>
        <translation>文件的现状</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Note; a drop needs one</source>
        <translation>说明；放弃时必填</translation>
    </message>
    <message>
        <source>Another file</source>
        <translation>另一个文件</translation>
    </message>
    <message>
        <source>another file of this source: its path, then Enter</source>
        <translation>此源代码的另一个文件：输入路径后按回车</translation>
    </message>
    <message>
        <source>Accept the proposed place</source>
        <translation>采纳建议的位置</translation>
    </message>
    <message>
        <source>Use my selection</source>
        <translation>采用我的选区</translation>
    </message>
    <message>
        <source>Drop it</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>What stands there now may be disclosed. This can't be undone.</source>
        <translation>该处现有内容可以公开。此操作不可撤销。</translation>
    </message>
    <message>
        <source>Was hidden in {place}</source>
        <translation>原隐藏于 {place}</translation>
    </message>
    <message>
        <source>No place is proposed; name a file below, or drop it.</source>
        <translation>没有建议的位置；请在下方指定文件，或放弃。</translation>
    </message>
    <message>
        <source>Proposed: {place}</source>
        <translation>建议：{place}</translation>
    </message>
    <message>
        <source>Now: {place}</source>
        <translation>现状：{place}</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Select the range in the file at the right first.</source>
        <translation>请先在右侧文件中选择范围。</translation>
    </message>
    <message>
        <source>Accepting a redaction's new place</source>
        <translation>正在采纳隐藏的新位置</translation>
    </message>
    <message>
        <source>Choosing a redaction's new place</source>
        <translation>正在选择隐藏的新位置</translation>
    </message>
    <message>
        <source>Dropping a redaction</source>
        <translation>正在放弃一处隐藏</translation>
    </message>
    <message>
        <source>{count} redactions came back when a source moved: they hide nothing until you decide.</source>
        <translation>源代码迁移后有 {count} 处隐藏退回：在您决定之前它们不隐藏任何内容。</translation>
    </message>
    <message>
        <source>Redactions that came back when a source moved: {count}. They hide nothing until you decide.</source>
        <translation>源代码迁移后退回的隐藏：{count} 处。在您决定之前它们不隐藏任何内容。</translation>
    </message>
    <message>
        <source>Redaction</source>
        <translation>隐藏项</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>原位置</translation>
    </message>
</context>
<context>
    <name>SourcesPage</name>
    <message>
        <source>Last move…</source>
        <translation>上次迁移…</translation>
    </message>
    <message>
        <source>Reading the last move</source>
        <translation>正在读取上次迁移</translation>
    </message>
    <message>
        <source>This source has not moved to another commit yet.</source>
        <translation>此源代码尚未迁移到其他提交。</translation>
    </message>
</context>
<context>
    <name>TakeOverDialog</name>
    <message>
        <source>Take redactions over from another filing</source>
        <translation>从其他备案沿用隐藏</translation>
    </message>
    <message>
        <source>Every filing has its own redactions. What another one hides is looked for in this filing's sources; you propose it here anew, and legal decides it anew.</source>
        <translation>每份备案有各自的隐藏。系统会在本备案的源代码中查找另一备案所隐藏的内容；您在此重新提出，由法务重新决定。</translation>
    </message>
    <message>
        <source>The other filing</source>
        <translation>另一备案</translation>
    </message>
    <message>
        <source>Which redactions</source>
        <translation>显示哪些隐藏</translation>
    </message>
    <message>
        <source>Those that can be hidden here</source>
        <translation>可在此隐藏的</translation>
    </message>
    <message>
        <source>Those that can't</source>
        <translation>不能的</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Tick none</source>
        <translation>全不选</translation>
    </message>
    <message>
        <source>There</source>
        <translation>在另一备案</translation>
    </message>
    <message>
        <source>What the other filing hides</source>
        <translation>另一备案所隐藏的内容</translation>
    </message>
    <message>
        <source>This workbook has no other filing.</source>
        <translation>此工作簿没有其他备案。</translation>
    </message>
    <message>
        <source>Looking for what it hides in this filing's sources…</source>
        <translation>正在本备案的源代码中查找其隐藏内容……</translation>
    </message>
    <message>
        <source>Looking for another filing's redactions</source>
        <translation>正在查找另一备案的隐藏</translation>
    </message>
    <message>
        <source>reason unknown to this template: {count}</source>
        <translation>本模板不认识其理由：{count}</translation>
    </message>
    <message>
        <source>open findings that are kept there: {count}</source>
        <translation>在另一备案中已保留的未决发现：{count}</translation>
    </message>
    <message>
        <source>The other filing hides nothing.</source>
        <translation>另一备案没有隐藏任何内容。</translation>
    </message>
    <message>
        <source>Hide these {count} here too</source>
        <translation>在此同样隐藏这 {count} 处</translation>
    </message>
    <message>
        <source>{reason}, known</source>
        <translation>{reason}，已知</translation>
    </message>
    <message>
        <source>{reason}, unknown here</source>
        <translation>{reason}，本模板未知</translation>
    </message>
    <message>
        <source>{id} hides it already</source>
        <translation>{id} 已将其隐藏</translation>
    </message>
    <message>
        <source>Redaction</source>
        <translation>隐藏项</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>在本备案</translation>
    </message>
</context>
<context>
    <name>Trait</name>
    <message>
        <source>action when it is opened</source>
        <translation>打开时的动作</translation>
    </message>
    <message>
        <source>annotation</source>
        <translation>批注</translation>
    </message>
    <message>
        <source>attached file</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>cached data</source>
        <translation>缓存数据</translation>
    </message>
    <message>
        <source>comment</source>
        <translation>评论</translation>
    </message>
    <message>
        <source>deleted text</source>
        <translation>已删除文字</translation>
    </message>
    <message>
        <source>embedded object</source>
        <translation>嵌入对象</translation>
    </message>
    <message>
        <source>restricted</source>
        <translation>使用受限</translation>
    </message>
    <message>
        <source>camera data</source>
        <translation>相机数据</translation>
    </message>
    <message>
        <source>link to the outside</source>
        <translation>外部链接</translation>
    </message>
    <message>
        <source>form field</source>
        <translation>表单字段</translation>
    </message>
    <message>
        <source>hidden layers</source>
        <translation>隐藏图层</translation>
    </message>
    <message>
        <source>hidden name</source>
        <translation>隐藏名称</translation>
    </message>
    <message>
        <source>hidden sheet</source>
        <translation>隐藏工作表</translation>
    </message>
    <message>
        <source>hidden slide</source>
        <translation>隐藏幻灯片</translation>
    </message>
    <message>
        <source>invisible text</source>
        <translation>不可见文字</translation>
    </message>
    <message>
        <source>script</source>
        <translation>脚本</translation>
    </message>
    <message>
        <source>layers that can be switched on and off</source>
        <translation>可开关的图层</translation>
    </message>
    <message>
        <source>macro</source>
        <translation>宏</translation>
    </message>
    <message>
        <source>metadata</source>
        <translation>元数据</translation>
    </message>
    <message>
        <source>printer settings</source>
        <translation>打印机设置</translation>
    </message>
    <message>
        <source>damaged structure</source>
        <translation>结构损坏</translation>
    </message>
    <message>
        <source>earlier revisions</source>
        <translation>早期版本</translation>
    </message>
    <message>
        <source>signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>preview picture</source>
        <translation>预览图</translation>
    </message>
    <message>
        <source>tracked changes</source>
        <translation>修订记录</translation>
    </message>
    <message>
        <source>could not be looked into</source>
        <translation>无法查看</translation>
    </message>
    <message>
        <source>could not be searched for what is hidden</source>
        <translation>无法检索是否含有隐藏内容</translation>
    </message>
    <message>
        <source>data of other programs</source>
        <translation>其他程序的数据</translation>
    </message>
    <message>
        <source>speaker notes</source>
        <translation>演讲者备注</translation>
    </message>
    <message>
        <source>XMP metadata</source>
        <translation>XMP 元数据</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 项</translation>
    </message>
    <message>
        <source>The search for hidden values could not look into everything: {list}</source>
        <translation>对隐藏值的检索未能覆盖全部内容：{list}</translation>
    </message>
</context>
<context>
    <name>VerifyPage</name>
    <message>
        <source>Now choose the package that this opening belongs to.</source>
        <translation>现在请选择此开示文件所属的包。</translation>
    </message>
</context>
<context>
    <name>Withheld</name>
    <message>
        <source>The package will name each withheld file, with its published reason and a commitment.</source>
        <translation>材料包中会列出每个不提交文件的名称，附公开理由和承诺值。</translation>
    </message>
    <message>
        <source>The names of withheld files are masked: the package says that there is one, why, and commits to it.</source>
        <translation>不提交文件的名称会被遮盖：材料包中只说明有此文件、理由，并附承诺值。</translation>
    </message>
    <message>
        <source>The package won't mention withheld files at all, and its declarations won't say that it is complete.</source>
        <translation>材料包中完全不提及不提交的文件，其声明也不会称其完整。</translation>
    </message>
</context>
<context>
    <name>_Summary</name>
    <message>
        <source>Recovery file</source>
        <translation>恢复文件</translation>
    </message>
    <message>
        <source>{name}, beside the workbook; opened as a test. Keep it in legal's safe.</source>
        <translation>{name}，位于工作簿旁；已试开验证。请存入法务的保险柜。</translation>
    </message>
</context>
</TS>
