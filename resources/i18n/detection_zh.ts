<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Allow this value here or everywhere…</source>
        <translation>在此处或所有位置允许此值…</translation>
    </message>
    <message>
        <source>Protect this code as a crown jewel…</source>
        <translation>将此代码登记为核心代码…</translation>
    </message>
</context>
<context>
    <name>AddPanel</name>
    <message>
        <source>Kind of list</source>
        <translation>列表类型</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>从文件读取…</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>What it is called (sealed)</source>
        <translation>名称（加密保存）</translation>
    </message>
    <message>
        <source>Short name</source>
        <translation>简称</translation>
    </message>
    <message>
        <source>short name, in clear (optional)</source>
        <translation>简称，明文保存（选填）</translation>
    </message>
    <message>
        <source>Try it together with the shipped rules</source>
        <translation>与自带规则一起试用</translation>
    </message>
    <message>
        <source>Add to the workbook</source>
        <translation>加入工作簿</translation>
    </message>
    <message>
        <source>Id of the rule</source>
        <translation>规则编号</translation>
    </message>
    <message>
        <source>id, in clear: our-serial</source>
        <translation>编号，明文保存：our-serial</translation>
    </message>
    <message>
        <source>What it finds</source>
        <translation>查找内容</translation>
    </message>
    <message>
        <source>Keywords</source>
        <translation>关键词</translation>
    </message>
    <message>
        <source>only in files with one of these words</source>
        <translation>仅在含这些词之一的文件中查找</translation>
    </message>
    <message>
        <source>One word or phrase a line. =Word: in this spelling only; *part*: inside of words too; # begins a note.</source>
        <translation>每行一个词或短语。=Word：仅此大小写；*part*：也在词的内部查找；# 之后为注释。</translation>
    </message>
    <message>
        <source>One pattern (RE2). The group named value, else the first group, is what is found.</source>
        <translation>一个正则表达式（RE2）。找到的内容为名为 value 的组，否则为第一个组。</translation>
    </message>
    <message>
        <source>A gitleaks.toml as it is: rules and allow-lists. What has no effect here is said.</source>
        <translation>原样的 gitleaks.toml：规则和允许列表。在此不起作用的部分会予以说明。</translation>
    </message>
    <message>
        <source>A pack in the form of the shipped rules (YAML).</source>
        <translation>与自带规则形式相同的规则包（YAML）。</translation>
    </message>
    <message>
        <source>TOML, one [[allow]] for each entry: value, regex, line, path, rule, note. What is allowed is graded low, never dropped.</source>
        <translation>TOML 文件，每个条目一个 [[allow]]：value、regex、line、path、rule、note。被允许的内容降低等级，不会丢弃。</translation>
    </message>
    <message>
        <source>Read a list from a file</source>
        <translation>从文件读取列表</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>A pattern needs an id: it stands in findings, in clear.</source>
        <translation>正则表达式需要编号：它以明文出现在发现项中。</translation>
    </message>
    <message>
        <source>Adding the list</source>
        <translation>正在加入列表</translation>
    </message>
</context>
<context>
    <name>CodeFacts</name>
    <message>
        <source>Listens for connections</source>
        <translation>监听连接</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Interfaces</source>
        <translation>接口</translation>
    </message>
    <message>
        <source>Remote control</source>
        <translation>远程控制</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Cryptography</source>
        <translation>密码技术</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>升级</translation>
    </message>
    <message>
        <source>Telemetry</source>
        <translation>遥测</translation>
    </message>
    <message>
        <source>Calls out</source>
        <translation>对外连接</translation>
    </message>
</context>
<context>
    <name>Contradictions</name>
    <message>
        <source>Where the code says otherwise</source>
        <translation>与代码不符之处</translation>
    </message>
    <message>
        <source>Correct what is stated, or decide it with a reason, which the reviewer reads.</source>
        <translation>请更正声明，或说明理由并决定；理由会由审查人阅读。</translation>
    </message>
    <message>
        <source>Go to what is stated</source>
        <translation>转到声明之处</translation>
    </message>
    <message>
        <source>Decide it, with a reason…</source>
        <translation>说明理由并决定…</translation>
    </message>
    <message>
        <source>Why what is stated holds, and who says so</source>
        <translation>声明为何成立，由谁确认</translation>
    </message>
</context>
<context>
    <name>DetectionButton</name>
    <message>
        <source>Detection</source>
        <translation>检测</translation>
    </message>
    <message>
        <source>Detection rules…</source>
        <translation>检测规则…</translation>
    </message>
    <message>
        <source>Crown jewels…</source>
        <translation>核心代码…</translation>
    </message>
    <message>
        <source>What the code says…</source>
        <translation>代码所示…</translation>
    </message>
    <message>
        <source>Import findings of another tool…</source>
        <translation>导入其他工具的发现项…</translation>
    </message>
    <message>
        <source>Export findings as SARIF…</source>
        <translation>将发现项导出为 SARIF…</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export findings as SARIF</source>
        <translation>将发现项导出为 SARIF</translation>
    </message>
    <message>
        <source>Places, rules and keyed fingerprints, for other tools. It holds paths of your sources, but none of their content.</source>
        <translation>供其他工具使用的位置、规则和带密钥的指纹。其中含源代码的路径，但不含其内容。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Write to</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>an earlier log of this workbook (optional)</source>
        <translation>本工作簿以前的日志（选填）</translation>
    </message>
    <message>
        <source>SARIF logs (*.sarif);;All files (*)</source>
        <translation>SARIF 日志 (*.sarif);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Write the log to</source>
        <translation>日志写入</translation>
    </message>
    <message>
        <source>An earlier log</source>
        <translation>以前的日志</translation>
    </message>
    <message>
        <source>Say where to write it.</source>
        <translation>请指定写入位置。</translation>
    </message>
    <message>
        <source>Exporting findings</source>
        <translation>正在导出发现项</translation>
    </message>
    <message>
        <source>The findings are written to {name}.</source>
        <translation>发现项已写入 {name}。</translation>
    </message>
</context>
<context>
    <name>FactsDialog</name>
    <message>
        <source>What the code says</source>
        <translation>代码所示</translation>
    </message>
    <message>
        <source>Read from the sources and the images by the last scan. Set it beside what the filing states: tables of the form take rows from it, and the checklist names what contradicts it.</source>
        <translation>由上次扫描从源代码和固件映像中读取，可与备案的声明对照：表单的表格可从中取行，检查清单会列出与之不符之处。</translation>
    </message>
    <message>
        <source>Filter: a name, a port, a path</source>
        <translation>筛选：名称、端口、路径</translation>
    </message>
    <message>
        <source>Filter what the code says</source>
        <translation>筛选代码所示内容</translation>
    </message>
    <message>
        <source>Which places</source>
        <translation>哪些位置</translation>
    </message>
    <message>
        <source>The product itself</source>
        <translation>产品本身</translation>
    </message>
    <message>
        <source>With tests and examples</source>
        <translation>包括测试和示例</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>In detail</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>In</source>
        <translation>所在</translation>
    </message>
    <message>
        <source>Show in the code</source>
        <translation>在代码中显示</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Nothing is known about the code yet: scan the sources first.</source>
        <translation>尚无关于代码的信息：请先扫描源代码。</translation>
    </message>
    <message>
        <source>{count} of {all} shown. Double-click a place to see it in the code.</source>
        <translation>显示 {count} 项，共 {all} 项。双击位置可在代码中查看。</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>…… 另有 {count} 项</translation>
    </message>
    <message>
        <source>{count}, {aside} in tests</source>
        <translation>{count}，其中测试 {aside}</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>inside the archive: {member}</source>
        <translation>位于归档文件内：{member}</translation>
    </message>
</context>
<context>
    <name>Further</name>
    <message>
        <source>What stands inside an archive can't be allowed at its place. Keep the finding, or put the value on an allow-list.</source>
        <translation>归档文件内部的内容无法按位置允许。请保留该发现项，或将该值加入允许列表。</translation>
    </message>
    <message>
        <source>Allow this value? Only where the same text stands around it, or wherever it stands. Later scans grade it low; it stays visible.</source>
        <translation>允许此值？可仅限前后文相同之处，或所有位置。此后的扫描将其降低等级；它仍会显示。</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>此处</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>所有位置</translation>
    </message>
    <message>
        <source>Why it is harmless (stays inside)</source>
        <translation>为何无害（仅供内部）</translation>
    </message>
    <message>
        <source>Allowing the value</source>
        <translation>正在允许该值</translation>
    </message>
    <message>
        <source>{name} is on your lists. It counts from the next scan on; Detection rules takes it back.</source>
        <translation>已将 {name} 加入您的列表，自下次扫描起生效；可在“检测规则”中撤回。</translation>
    </message>
    <message>
        <source>Open a file first.</source>
        <translation>请先打开文件。</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import findings of another tool</source>
        <translation>导入其他工具的发现项</translation>
    </message>
    <message>
        <source>A SARIF log, or the JSON of gitleaks, trufflehog, detect-secrets or kingfisher. Its places are found in the sources as they are filed; secrets in it are dropped as it is read.</source>
        <translation>SARIF 日志，或 gitleaks、trufflehog、detect-secrets、kingfisher 的 JSON。其位置在所报送的源代码中查找；其中的秘密在读取时即丢弃。</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>the file that the tool wrote</source>
        <translation>该工具写出的文件</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>源代码</translation>
    </message>
    <message>
        <source>wherever its paths stand</source>
        <translation>按路径自动确定</translation>
    </message>
    <message>
        <source>Places that could not be used</source>
        <translation>未能使用的位置</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Reports in this filing</source>
        <translation>本备案中的报告</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Remove the report</source>
        <translation>移除报告</translation>
    </message>
    <message>
        <source>Its own findings go with it; import it again to have them back.</source>
        <translation>仅由它带来的发现项随之移除；重新导入即可恢复。</translation>
    </message>
    <message>
        <source>Report of another tool</source>
        <translation>其他工具的报告</translation>
    </message>
    <message>
        <source>Reports (*.sarif *.json);;All files (*)</source>
        <translation>报告 (*.sarif *.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>尚无。</translation>
    </message>
    <message>
        <source>Importing findings</source>
        <translation>正在导入发现项</translation>
    </message>
    <message>
        <source>{tool} names {places} places. Confirmed findings of ours: {confirmed}. New findings: {new}.</source>
        <translation>{tool} 报告了 {places} 处。与已有发现项一致：{confirmed}。新发现项：{new}。</translation>
    </message>
    <message>
        <source>Not used: {count}, for these reasons.</source>
        <translation>未使用 {count} 处，原因如下。</translation>
    </message>
    <message>
        <source>Removing the report</source>
        <translation>正在移除报告</translation>
    </message>
    <message>
        <source>The report is removed. Findings that only it brought: {count}</source>
        <translation>报告已移除。仅由它带来的发现项：{count}</translation>
    </message>
</context>
<context>
    <name>Jewels</name>
    <message>
        <source>still there</source>
        <translation>仍在原处</translation>
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
        <source>from a file on disk</source>
        <translation>取自磁盘文件</translation>
    </message>
    <message>
        <source>its source is not in the workbook any more</source>
        <translation>其源代码已不在工作簿中</translation>
    </message>
    <message>
        <source>lines {first}–{last}</source>
        <translation>第 {first}–{last} 行</translation>
    </message>
</context>
<context>
    <name>JewelsDialog</name>
    <message>
        <source>Crown jewels</source>
        <translation>核心代码</translation>
    </message>
    <message>
        <source>Code that you protect, as sealed fingerprints. Every scan looks for copies of it, renamed or reformatted too. To add some, select it on the Redaction page and choose More, Protect this code.</source>
        <translation>受保护的代码，以加密指纹保存。每次扫描都会查找其副本，包括改名或重新排版的。要添加，请在“隐藏处理”页选中代码，再选择“更多”中的“将此代码登记为核心代码”。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Taken from</source>
        <translation>取自</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Like</source>
        <translation>与之相似</translation>
    </message>
    <message>
        <source>How sure</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Copies in the folder</source>
        <translation>文件夹中的副本</translation>
    </message>
    <message>
        <source>Protect a file on disk…</source>
        <translation>登记磁盘上的文件…</translation>
    </message>
    <message>
        <source>Look for copies in a folder…</source>
        <translation>在文件夹中查找副本…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>the last scan saw it in {path}</source>
        <translation>上次扫描见于 {path}</translation>
    </message>
    <message>
        <source>Nothing is protected yet.</source>
        <translation>尚未登记任何代码。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Removing from the register</source>
        <translation>正在从登记中移除</translation>
    </message>
    <message>
        <source>Look for copies in</source>
        <translation>在此查找副本</translation>
    </message>
    <message>
        <source>Looking for copies</source>
        <translation>正在查找副本</translation>
    </message>
    <message>
        <source>Copies in {folder}: {count}</source>
        <translation>{folder} 中的副本：{count}</translation>
    </message>
    <message>
        <source>No copy in {folder}.</source>
        <translation>{folder} 中没有副本。</translation>
    </message>
    <message>
        <source>A file with the code to protect</source>
        <translation>含受保护代码的文件</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;Detection</source>
        <translation>检测(&amp;D)</translation>
    </message>
    <message>
        <source>Detection &amp;rules…</source>
        <translation>检测规则(&amp;R)…</translation>
    </message>
    <message>
        <source>Crown &amp;jewels…</source>
        <translation>核心代码(&amp;J)…</translation>
    </message>
    <message>
        <source>What the &amp;code says…</source>
        <translation>代码所示(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Import findings of another tool…</source>
        <translation>导入其他工具的发现项(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Export findings as SARIF…</source>
        <translation>将发现项导出为 SARIF(&amp;E)…</translation>
    </message>
</context>
<context>
    <name>ProposalLine</name>
    <message>
        <source>Take rows from the code ({count})</source>
        <translation>从代码中取行（{count}）</translation>
    </message>
    <message>
        <source>Filling the table</source>
        <translation>正在填写表格</translation>
    </message>
</context>
<context>
    <name>ProtectDialog</name>
    <message>
        <source>Protect this code</source>
        <translation>登记此代码</translation>
    </message>
    <message>
        <source>It goes into the register of crown jewels as sealed fingerprints. Every later scan, of any filing of this workbook, looks for copies of it.</source>
        <translation>以加密指纹登记为核心代码。此后本工作簿任何备案的每次扫描都会查找其副本。</translation>
    </message>
    <message>
        <source>Protect</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>what people call it (sealed)</source>
        <translation>通常的叫法（加密保存）</translation>
    </message>
    <message>
        <source>What to protect</source>
        <translation>登记范围</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>The selected lines, {first} to {last}</source>
        <translation>所选的第 {first} 至 {last} 行</translation>
    </message>
    <message>
        <source>A function, by its name</source>
        <translation>一个函数（按名称）</translation>
    </message>
    <message>
        <source>The whole file</source>
        <translation>整个文件</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Protecting code</source>
        <translation>正在登记代码</translation>
    </message>
    <message>
        <source>{name} is protected, {count} lines. The next scan looks for copies.</source>
        <translation>已登记 {name}，共 {count} 行。下次扫描将查找其副本。</translation>
    </message>
</context>
<context>
    <name>RuleLists</name>
    <message>
        <source>words</source>
        <translation>词语</translation>
    </message>
    <message>
        <source>pattern</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>gitleaks.toml</source>
        <translation>gitleaks.toml</translation>
    </message>
    <message>
        <source>rule pack</source>
        <translation>规则包</translation>
    </message>
    <message>
        <source>allow-list</source>
        <translation>允许列表</translation>
    </message>
    <message>
        <source>allowed value</source>
        <translation>允许的值</translation>
    </message>
    <message>
        <source>report of another tool</source>
        <translation>其他工具的报告</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>…… 另有 {count} 项</translation>
    </message>
</context>
<context>
    <name>RulesDialog</name>
    <message>
        <source>Detection rules</source>
        <translation>检测规则</translation>
    </message>
    <message>
        <source>Your own words, patterns and rules, sealed in this workbook. They count from the next scan on, beside the shipped rules.</source>
        <translation>您自己的词语、正则表达式和规则，加密保存在本工作簿中。自下次扫描起与自带规则一并生效。</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Add and try</source>
        <translation>添加与试用</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Lists of your own</source>
        <translation>您自己的列表</translation>
    </message>
    <message>
        <source>Add a list…</source>
        <translation>添加列表…</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>尚无。</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>…… 另有 {count} 项</translation>
    </message>
    <message>
        <source>Allow-list entries that matched nothing so far (new ones count from the next scan on):</source>
        <translation>目前没有匹配到任何内容的允许条目（新条目自下次扫描起生效）：</translation>
    </message>
    <message>
        <source>the value of {finding}</source>
        <translation>{finding} 的值</translation>
    </message>
    <message>
        <source>(made from a finding)</source>
        <translation>（由发现项生成）</translation>
    </message>
    <message>
        <source>can't be read any more</source>
        <translation>已无法读取</translation>
    </message>
    <message>
        <source>rules: {count}</source>
        <translation>规则：{count}</translation>
    </message>
    <message>
        <source>words: {count}</source>
        <translation>词语：{count}</translation>
    </message>
    <message>
        <source>allowances: {count}</source>
        <translation>允许条目：{count}</translation>
    </message>
    <message>
        <source>{name} is added. It counts from the next scan on.</source>
        <translation>已添加 {name}，自下次扫描起生效。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Removing the list</source>
        <translation>正在移除列表</translation>
    </message>
</context>
<context>
    <name>TryBox</name>
    <message>
        <source>Try it on a text</source>
        <translation>在文本上试用</translation>
    </message>
    <message>
        <source>As if it stood in the file</source>
        <translation>视为位于文件</translation>
    </message>
    <message>
        <source>as if in src/a.c (optional)</source>
        <translation>视为位于 src/a.c（选填）</translation>
    </message>
    <message>
        <source>Text to try it on</source>
        <translation>用于试用的文本</translation>
    </message>
    <message>
        <source>Paste some code here. It is not kept.</source>
        <translation>在此粘贴代码。不会保存。</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>找到</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>How sure</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>What was found in the text</source>
        <translation>在文本中找到的内容</translation>
    </message>
    <message>
        <source>Nothing has been tried yet.</source>
        <translation>尚未试用。</translation>
    </message>
    <message>
        <source>Found: {count}</source>
        <translation>找到：{count}</translation>
    </message>
    <message>
        <source>Nothing is found in this text.</source>
        <translation>在此文本中未找到任何内容。</translation>
    </message>
</context>
</TS>
