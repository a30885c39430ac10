<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>An offline workbook that assembles, reviews and verifies source-code and firmware disclosure packages. It never uses a network. Template facts are as found in public sources; they are no legal advice.</source>
        <translation>用于汇编、审核和核验源代码及固件披露材料包的离线工作簿，从不联网。模板内容依据公开资料整理，不构成法律意见。</translation>
    </message>
    <message>
        <source>Search components and licences</source>
        <translation>搜索组件和许可证</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>组件</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>{count} components ship with it. Each is shown with its licence in full.</source>
        <translation>随附 {count} 个组件，每个组件均附许可证全文。</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>未找到。</translation>
    </message>
</context>
<context>
    <name>Adder</name>
    <message>
        <source>Add the source, as it is chosen</source>
        <translation>添加所选的源代码</translation>
    </message>
</context>
<context>
    <name>AuditDialog</name>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>Browser</name>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
</context>
<context>
    <name>GalleryPage</name>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <translation>其他文件夹…</translation>
    </message>
</context>
<context>
    <name>HelpView</name>
    <message>
        <source>Help page</source>
        <translation>帮助页面</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>搜索帮助</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>This page is in English only.</source>
        <translation>本页仅有英文。</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>未找到。</translation>
    </message>
    <message>
        <source>To begin with</source>
        <translation>入门</translation>
    </message>
    <message>
        <source>Step by step</source>
        <translation>分步说明</translation>
    </message>
    <message>
        <source>More about it</source>
        <translation>深入了解</translation>
    </message>
    <message>
        <source>Formats and proofs</source>
        <translation>格式与证明</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>Reason for the next redaction</source>
        <translation>下一处隐藏的理由</translation>
    </message>
    <message>
        <source>in the list and in the code, not while text is typed</source>
        <translation>仅在列表和代码中有效，输入文字时无效</translation>
    </message>
    <message>
        <source>Whole window</source>
        <translation>整个窗口</translation>
    </message>
    <message>
        <source>This page</source>
        <translation>本页</translation>
    </message>
    <message>
        <source>Redaction</source>
        <translation>隐藏处理</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Move by character or line, word, page</source>
        <translation>按字符或行、词、页移动</translation>
    </message>
    <message>
        <source>Beginning or end of the line, of the file</source>
        <translation>行首或行尾、文件开头或结尾</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Shift with any of these</source>
        <translation>以上各键加 Shift</translation>
    </message>
    <message>
        <source>Copy, select all</source>
        <translation>复制、全选</translation>
    </message>
    <message>
        <source>Find in the file</source>
        <translation>在文件中查找</translation>
    </message>
    <message>
        <source>Next or previous hit</source>
        <translation>下一处或上一处匹配</translation>
    </message>
    <message>
        <source>Go to a line</source>
        <translation>转到某行</translation>
    </message>
    <message>
        <source>Wrap long lines</source>
        <translation>长行自动换行</translation>
    </message>
    <message>
        <source>Larger, smaller, as usual</source>
        <translation>放大、缩小、恢复</translation>
    </message>
    <message>
        <source>Choose another line</source>
        <translation>选择另一行</translation>
    </message>
    <message>
        <source>Do it, or go there</source>
        <translation>执行或前往</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Letters</name>
    <message>
        <source>Next undecided finding</source>
        <translation>下一个未决定的发现</translation>
    </message>
    <message>
        <source>Previous undecided finding</source>
        <translation>上一个未决定的发现</translation>
    </message>
    <message>
        <source>Redact: the finding, or what is selected</source>
        <translation>隐藏：该发现或所选内容</translation>
    </message>
    <message>
        <source>Keep the finding, with a note</source>
        <translation>保留该发现并附说明</translation>
    </message>
    <message>
        <source>Redact all with the same value</source>
        <translation>隐藏所有相同的值</translation>
    </message>
    <message>
        <source>Keep all with the same value</source>
        <translation>保留所有相同的值</translation>
    </message>
    <message>
        <source>Reason number {number} for the next redaction</source>
        <translation>下一处隐藏使用第 {number} 个理由</translation>
    </message>
    <message>
        <source>Extend to line, block, function, file</source>
        <translation>扩展到行、代码块、函数、文件</translation>
    </message>
    <message>
        <source>Take the extension back</source>
        <translation>收回扩展</translation>
    </message>
    <message>
        <source>Withhold the file or folder</source>
        <translation>不提交文件或文件夹</translation>
    </message>
    <message>
        <source>As filed: the bytes that would leave</source>
        <translation>报送版本：将要离开的字节</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Find in the file</source>
        <translation>在文件中查找</translation>
    </message>
    <message>
        <source>Next that waits</source>
        <translation>下一个待处理项</translation>
    </message>
    <message>
        <source>Previous that waits</source>
        <translation>上一个待处理项</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Reject, with a comment</source>
        <translation>退回并附意见</translation>
    </message>
    <message>
        <source>Approve if a condition is met</source>
        <translation>有条件批准</translation>
    </message>
    <message>
        <source>Recuse yourself</source>
        <translation>回避</translation>
    </message>
    <message>
        <source>Take your verdict back</source>
        <translation>收回您的决定</translation>
    </message>
</context>
<context>
    <name>MeasureDialog</name>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Open a review packet first.</source>
        <translation>请先打开审核包。</translation>
    </message>
    <message>
        <source>Open or make a workbook first.</source>
        <translation>请先打开或新建工作簿。</translation>
    </message>
    <message>
        <source>Open or begin a filing first.</source>
        <translation>请先打开或开始一项备案。</translation>
    </message>
    <message>
        <source>Not possible now.</source>
        <translation>目前无法执行。</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>首选项…</translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation>命令面板(&amp;C)…</translation>
    </message>
    <message>
        <source>Your &amp;first package in five minutes</source>
        <translation>五分钟完成第一个材料包(&amp;F)</translation>
    </message>
    <message>
        <source>What the &amp;words mean</source>
        <translation>术语含义(&amp;W)</translation>
    </message>
</context>
<context>
    <name>NextBar</name>
    <message>
        <source>What comes next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Now: {what}</source>
        <translation>现在：{what}</translation>
    </message>
    <message>
        <source>Next: {what}</source>
        <translation>下一步：{what}</translation>
    </message>
    <message>
        <source>{step}: {what}</source>
        <translation>{step}：{what}</translation>
    </message>
    <message>
        <source>Or go on: {step}</source>
        <translation>或继续：{step}</translation>
    </message>
    <message>
        <source>Go to {step}</source>
        <translation>前往“{step}”</translation>
    </message>
    <message>
        <source>After it is sent…</source>
        <translation>报送之后…</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>核验</translation>
    </message>
    <message>
        <source>Do it</source>
        <translation>执行</translation>
    </message>
</context>
<context>
    <name>NextStep</name>
    <message>
        <source>verify the package as its recipient would, then hand it over with its slip</source>
        <translation>像接收方那样核验材料包，然后连同交接单交付</translation>
    </message>
    <message>
        <source>add the source code</source>
        <translation>添加源代码</translation>
    </message>
    <message>
        <source>fill in the form, {count} open</source>
        <translation>填写表单，{count} 项未完成</translation>
    </message>
    <message>
        <source>what is asked of the sources, {count} open</source>
        <translation>源代码方面的要求，{count} 项未完成</translation>
    </message>
    <message>
        <source>add the firmware, {count} open</source>
        <translation>添加固件，{count} 项未完成</translation>
    </message>
    <message>
        <source>add the documents, {count} open</source>
        <translation>添加文件，{count} 项未完成</translation>
    </message>
    <message>
        <source>build the package</source>
        <translation>生成材料包</translation>
    </message>
    <message>
        <source>scan the source for what must not leave</source>
        <translation>扫描源代码，找出不得离开的内容</translation>
    </message>
    <message>
        <source>redact or keep each finding, {count} undecided</source>
        <translation>隐藏或保留每个发现，{count} 项未决定</translation>
    </message>
    <message>
        <source>submit it for legal review</source>
        <translation>提交法务审核</translation>
    </message>
    <message>
        <source>something has changed since: submit it again</source>
        <translation>此后有内容变化：请再次提交</translation>
    </message>
    <message>
        <source>a reviewer approves and signs round {number}, here or by packet</source>
        <translation>由审核人在此处或通过审核包批准并签署第 {number} 轮</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>on this page</source>
        <translation>本页</translation>
    </message>
    <message>
        <source>filing</source>
        <translation>备案</translation>
    </message>
    <message>
        <source>product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>not met</source>
        <translation>未满足</translation>
    </message>
    <message>
        <source>file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>finding</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>redaction</source>
        <translation>隐藏项</translation>
    </message>
    <message>
        <source>help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>recent workbook</source>
        <translation>最近的工作簿</translation>
    </message>
    <message>
        <source>not possible now</source>
        <translation>目前无法执行</translation>
    </message>
    <message>
        <source>Add a repository</source>
        <translation>添加代码仓库</translation>
    </message>
    <message>
        <source>Add a firmware image</source>
        <translation>添加固件映像</translation>
    </message>
    <message>
        <source>Scan the sources</source>
        <translation>扫描源代码</translation>
    </message>
    <message>
        <source>Submit for review</source>
        <translation>提交审核</translation>
    </message>
    <message>
        <source>Send to reviewer</source>
        <translation>发给审核人</translation>
    </message>
    <message>
        <source>Import answer</source>
        <translation>导入答复</translation>
    </message>
    <message>
        <source>Sign the round</source>
        <translation>签署本轮</translation>
    </message>
    <message>
        <source>Build the package</source>
        <translation>生成材料包</translation>
    </message>
    <message>
        <source>Build a draft</source>
        <translation>生成草稿</translation>
    </message>
    <message>
        <source>Verify a package</source>
        <translation>核验材料包</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Do something, or go to a step, filing, file, finding (F-12), help page…</source>
        <translation>执行操作，或前往步骤、备案、文件、发现 (F-12)、帮助页面…</translation>
    </message>
    <message>
        <source>What to do or where to go</source>
        <translation>要执行的操作或要前往的位置</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>匹配项</translation>
    </message>
    <message>
        <source>Nothing fits.</source>
        <translation>没有匹配项。</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>Pages of the preferences</source>
        <translation>首选项页面</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Everything here holds at once. There is nothing to save.</source>
        <translation>此处的更改立即生效并自动保存。</translation>
    </message>
    <message>
        <source>{size} pt</source>
        <translation>{size} 磅</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Tab width</source>
        <translation>制表符宽度</translation>
    </message>
    <message>
        <source>Wrap long lines</source>
        <translation>长行自动换行</translation>
    </message>
    <message>
        <source>How code is shown here. What leaves the house looks as the template says.</source>
        <translation>此处仅影响代码在窗口中的显示；报送的内容按模板的规定排版。</translation>
    </message>
    <message>
        <source>Which key signs</source>
        <translation>用哪个密钥签名</translation>
    </message>
    <message>
        <source>The first time something is signed in a workbook you are asked with which key. The choice is remembered for this workbook and role; forget it to be asked again.</source>
        <translation>在某个工作簿中第一次签名时，程序会询问使用哪个密钥，并按该工作簿和角色记住您的选择。若要再次询问，请将其忘记。</translation>
    </message>
    <message>
        <source>Keys and roster…</source>
        <translation>密钥与名册…</translation>
    </message>
    <message>
        <source>Where they are kept</source>
        <translation>密钥的保存位置</translation>
    </message>
    <message>
        <source>Private keys and the workbook's own key are kept by the keychain of your operating system, behind your password. A key is asked for again before a round is signed, a range is opened or the roster is changed. A new computer has neither: make a recovery file, and keep it apart from the workbook.</source>
        <translation>私钥和工作簿自身的密钥由操作系统的钥匙串保管，受您的密码保护。签署轮次、开示隐藏内容或更改名册之前，会再次要求使用密钥。新计算机上没有这些密钥：请制作恢复文件，并与工作簿分开保存。</translation>
    </message>
    <message>
        <source>Open a workbook to see which keys it remembers.</source>
        <translation>打开工作簿即可查看其记住的密钥。</translation>
    </message>
    <message>
        <source>As engineer</source>
        <translation>作为工程师</translation>
    </message>
    <message>
        <source>As legal reviewer</source>
        <translation>作为法务审核人</translation>
    </message>
    <message>
        <source>For anything else</source>
        <translation>用于其他事项</translation>
    </message>
    <message>
        <source>you will be asked</source>
        <translation>将会询问</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>忘记</translation>
    </message>
    <message>
        <source>Files of Codebinder</source>
        <translation>Codebinder 的文件</translation>
    </message>
    <message>
        <source>Workbooks, review packets and answers can be opened by a double click in your file manager. Only your own account is changed.</source>
        <translation>工作簿、审核包和答复可在文件管理器中双击打开。只更改您自己的账户。</translation>
    </message>
    <message>
        <source>Not in this build. Drop files on the window instead.</source>
        <translation>此版本不包含该功能。请将文件拖放到窗口上。</translation>
    </message>
    <message>
        <source>Your own templates</source>
        <translation>您自己的模板</translation>
    </message>
    <message>
        <source>Templates that you write or copy lie in a folder of your own, and are offered beside those that come with the program. A filing keeps the template that it was begun with, whatever becomes of the file.</source>
        <translation>您编写或复制的模板保存在您自己的文件夹中，与程序自带的模板一并提供选择。备案始终保留其开始时所用的模板，不受文件后续变化的影响。</translation>
    </message>
    <message>
        <source>A folder for your own templates</source>
        <translation>自有模板的文件夹</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <translation>其他文件夹…</translation>
    </message>
    <message>
        <source>The usual folder</source>
        <translation>默认文件夹</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Nothing leaves this computer</source>
        <translation>任何内容都不会离开本计算机</translation>
    </message>
    <message>
        <source>Codebinder uses no network: it reports nothing, looks for no updates and loads no help pages.</source>
        <translation>Codebinder 不使用网络：不上报任何信息，不检查更新，也不从网上加载帮助页面。</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>最近的文件</translation>
    </message>
    <message>
        <source>The start page lists the files that you opened last, and the command palette what you did last. Paths and names of actions are kept, nothing of what is in the files.</source>
        <translation>起始页列出您最近打开的文件，命令面板列出您最近执行的操作。只保存路径和操作名称，不保存文件中的任何内容。</translation>
    </message>
    <message>
        <source>Clear both lists</source>
        <translation>清空两个列表</translation>
    </message>
    <message>
        <source>Crash reports</source>
        <translation>崩溃报告</translation>
    </message>
    <message>
        <source>After a crash a report is written on this computer: kinds of errors and where in the program they arose, never a text of yours. It goes nowhere by itself.</source>
        <translation>崩溃后会在本计算机上写一份报告：只含错误种类和在程序中的位置，绝不含您的任何文字。报告不会自行发送。</translation>
    </message>
    <message>
        <source>Delete the reports</source>
        <translation>删除报告</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Your first package in five minutes</source>
        <translation>五分钟完成第一个材料包</translation>
    </message>
</context>
<context>
    <name>StepPage</name>
    <message>
        <source>Help on this step (F1)</source>
        <translation>本步骤的帮助 (F1)</translation>
    </message>
    <message>
        <source>Help on this step</source>
        <translation>本步骤的帮助</translation>
    </message>
</context>
<context>
    <name>SubmitDialog</name>
    <message>
        <source>Submit for review</source>
        <translation>提交审核</translation>
    </message>
</context>
<context>
    <name>VerifyPage</name>
    <message>
        <source>Check any package as its recipient would, your own or somebody else's: offline, and trusting nothing in it.</source>
        <translation>像接收方那样检查任何材料包，无论是自己的还是他人的：离线进行，不信任其中任何内容。</translation>
    </message>
</context>
</TS>
