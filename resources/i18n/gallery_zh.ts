<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Browser</name>
    <message>
        <source>Search templates</source>
        <translation>搜索模板</translation>
    </message>
    <message>
        <source>Jurisdiction</source>
        <translation>法域</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>归属</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Anywhere</source>
        <translation>任何地区</translation>
    </message>
    <message>
        <source>Any status</source>
        <translation>任何状态</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>自有</translation>
    </message>
    <message>
        <source>Shipped</source>
        <translation>随附</translation>
    </message>
    <message>
        <source>Everybody's</source>
        <translation>全部来源</translation>
    </message>
</context>
<context>
    <name>CopyDialog</name>
    <message>
        <source>New template from “{name}”</source>
        <translation>以“{name}”新建模板</translation>
    </message>
    <message>
        <source>Its text, README and sample are copied into the folder of your own templates. The copy is a draft, version 0.1, says where it came from, and wants to be verified before use.</source>
        <translation>其文本、说明和示例将复制到自有模板文件夹。副本为草案，版本 0.1，注明来源，使用前须核实。</translation>
    </message>
    <message>
        <source>Make it and open it</source>
        <translation>新建并打开</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>small letters, digits, hyphens</source>
        <translation>小写字母、数字、连字符</translation>
    </message>
    <message>
        <source>Name in English</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>Name in Chinese</source>
        <translation>中文名称</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>What the template says</source>
        <translation>模板内容</translation>
    </message>
    <message>
        <source>About</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Requirements</source>
        <translation>要求</translation>
    </message>
    <message>
        <source>What leaves</source>
        <translation>输出内容</translation>
    </message>
    <message>
        <source>Faults of the template</source>
        <translation>模板的错误</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Requirement</source>
        <translation>要求</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>要求程度</translation>
    </message>
    <message>
        <source>Where the rule comes from</source>
        <translation>规则来源</translation>
    </message>
    <message>
        <source>Requirements of the template</source>
        <translation>模板的要求</translation>
    </message>
    <message>
        <source>The marked requirement</source>
        <translation>选中的要求</translation>
    </message>
    <message>
        <source>No template matches.</source>
        <translation>没有匹配的模板。</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Read its text…</source>
        <translation>查看文本…</translation>
    </message>
    <message>
        <source>New one from it…</source>
        <translation>以此新建…</translation>
    </message>
    <message>
        <source>Begin a filing…</source>
        <translation>开始备案…</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>README</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Authority</source>
        <translation>主管机构</translation>
    </message>
    <message>
        <source>Legal basis</source>
        <translation>法律依据</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>{count} rules are inferred, not read in a source</source>
        <translation>{count} 条规则为推断，并非出自来源</translation>
    </message>
    <message>
        <source>How sure</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>Read from</source>
        <translation>资料来源</translation>
    </message>
    <message>
        <source>{id}, version {version}</source>
        <translation>{id}，版本 {version}</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>源自</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Filings with it</source>
        <translation>使用它的备案</translation>
    </message>
    <message>
        <source>none in this workbook</source>
        <translation>本工作簿中没有</translation>
    </message>
    <message>
        <source>another text of it</source>
        <translation>文本不同</translation>
    </message>
    <message>
        <source>Only where {condition}</source>
        <translation>仅在以下情况：{condition}</translation>
    </message>
</context>
<context>
    <name>Drops</name>
    <message>
        <source>Check this template, and offer it to your own</source>
        <translation>检查此模板，并可加入自有模板</translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>Text of the template</source>
        <translation>模板文本</translation>
    </message>
    <message>
        <source>Tab types two spaces; Escape, then Tab, goes on.</source>
        <translation>Tab 键输入两个空格；先按 Esc 再按 Tab 移到下一控件。</translation>
    </message>
    <message>
        <source>‹ All templates</source>
        <translation>‹ 全部模板</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Make a copy…</source>
        <translation>制作副本…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>A line of this file has {count} characters; mend it in another editor.</source>
        <translation>此文件有一行长达 {count} 个字符，请用其他编辑器修改。</translation>
    </message>
    <message>
        <source>This one comes with the program and can't be changed. Make a copy, and change that.</source>
        <translation>此模板随程序提供，不能更改。请制作副本后修改。</translation>
    </message>
    <message>
        <source>This is your text as you left it, not saved yet.</source>
        <translation>这是您上次离开时的文本，尚未保存。</translation>
    </message>
    <message>
        <source>Go back to the saved one</source>
        <translation>恢复已保存的文本</translation>
    </message>
    <message>
        <source>read only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Save over it</source>
        <translation>覆盖保存</translation>
    </message>
    <message>
        <source>Another program has changed the file: this is the new text.</source>
        <translation>文件已被其他程序更改，现显示新文本。</translation>
    </message>
    <message>
        <source>Another program has changed the file. Your text here is not touched.</source>
        <translation>文件已被其他程序更改。此处您的文本未受影响。</translation>
    </message>
    <message>
        <source>Load the other one</source>
        <translation>载入对方文本</translation>
    </message>
    <message>
        <source>Save it again</source>
        <translation>重新保存</translation>
    </message>
</context>
<context>
    <name>FactRow</name>
    <message>
        <source>{count} more</source>
        <translation>另有 {count} 项</translation>
    </message>
    <message>
        <source>Decides about: {names}</source>
        <translation>决定：{names}</translation>
    </message>
</context>
<context>
    <name>FaultList</name>
    <message>
        <source>Faults of the template</source>
        <translation>模板的错误</translation>
    </message>
    <message>
        <source>{count} faults</source>
        <translation>{count} 处错误</translation>
    </message>
    <message>
        <source>No faults.</source>
        <translation>没有错误。</translation>
    </message>
    <message>
        <source>1 fault</source>
        <translation>1 处错误</translation>
    </message>
    <message>
        <source>Write “{word}” instead</source>
        <translation>改为“{word}”</translation>
    </message>
</context>
<context>
    <name>FindLine</name>
    <message>
        <source>Find in the text</source>
        <translation>在文本中查找</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>status unknown: faulty</source>
        <translation>状态未知：有错误</translation>
    </message>
    <message>
        <source>shipped; your own of this id is used instead</source>
        <translation>随附；已由同标识的自有模板取代</translation>
    </message>
    <message>
        <source>shipped</source>
        <translation>随附</translation>
    </message>
    <message>
        <source>your own; not used, another of yours has this id</source>
        <translation>自有；未使用，另一自有模板已用此标识</translation>
    </message>
    <message>
        <source>your own; not all of it is saved</source>
        <translation>自有；有未保存的更改</translation>
    </message>
    <message>
        <source>your own; used instead of the shipped one</source>
        <translation>自有；取代随附的同标识模板</translation>
    </message>
    <message>
        <source>your own</source>
        <translation>自有</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: {text}</source>
        <translation>第 {line} 行第 {column} 列：{text}</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>text of several lines</source>
        <translation>多行文本</translation>
    </message>
    <message>
        <source>one of several</source>
        <translation>单选</translation>
    </message>
    <message>
        <source>some of several</source>
        <translation>多选</translation>
    </message>
    <message>
        <source>date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>declaration</source>
        <translation>声明</translation>
    </message>
    <message>
        <source>person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>questions</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>document</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>source code</source>
        <translation>源代码</translation>
    </message>
    <message>
        <source>firmware image</source>
        <translation>固件映像</translation>
    </message>
    <message>
        <source>bill of materials</source>
        <translation>物料清单</translation>
    </message>
    <message>
        <source>approval</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>met by another</source>
        <translation>由另一项满足</translation>
    </message>
    <message>
        <source>at most {count} characters</source>
        <translation>最多 {count} 个字符</translation>
    </message>
    <message>
        <source>at least {count}</source>
        <translation>至少 {count} 项</translation>
    </message>
    <message>
        <source>at most {count}</source>
        <translation>最多 {count} 项</translation>
    </message>
    <message>
        <source>Listing</source>
        <translation>打印清单</translation>
    </message>
    <message>
        <source>Redaction</source>
        <translation>隐藏项</translation>
    </message>
    <message>
        <source>Another way: {name}</source>
        <translation>另一方式：{name}</translation>
    </message>
    <message>
        <source>legal</source>
        <translation>法务</translation>
    </message>
    <message>
        <source>engineering</source>
        <translation>工程</translation>
    </message>
    <message>
        <source>Approvals by {role}: {count}.</source>
        <translation>需{role}批准：{count} 名。</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>The source files leave in the archive.</source>
        <translation>源文件随归档交出。</translation>
    </message>
    <message>
        <source>The source files stay in the house; only what is printed leaves.</source>
        <translation>源文件留在内部，只交出打印内容。</translation>
    </message>
    <message>
        <source>Digests: {names}.</source>
        <translation>摘要算法：{names}。</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档文件</translation>
    </message>
    <message>
        <source>{count} years after it was sent last.</source>
        <translation>最后一次发送后 {count} 年。</translation>
    </message>
    <message>
        <source>How long it is kept</source>
        <translation>保存期限</translation>
    </message>
    <message>
        <source>Nothing is printed.</source>
        <translation>不打印。</translation>
    </message>
    <message>
        <source>{paper}, {lines} lines a page.</source>
        <translation>{paper}，每页 {lines} 行。</translation>
    </message>
    <message>
        <source>Everything is printed.</source>
        <translation>全部打印。</translation>
    </message>
    <message>
        <source>the first {pages} pages of the {stream}</source>
        <translation>{stream}前 {pages} 页</translation>
    </message>
    <message>
        <source>the last {pages} pages of the {stream}</source>
        <translation>{stream}后 {pages} 页</translation>
    </message>
    <message>
        <source>{pages} pages of the {stream}</source>
        <translation>{stream} {pages} 页</translation>
    </message>
    <message>
        <source>Printed: {parts}.</source>
        <translation>打印：{parts}。</translation>
    </message>
    <message>
        <source>Everything where it has fewer than {pages} pages.</source>
        <translation>不足 {pages} 页时全部打印。</translation>
    </message>
    <message>
        <source>object code</source>
        <translation>目标代码</translation>
    </message>
    <message>
        <source>Nothing may be hidden.</source>
        <translation>不得隐藏任何内容。</translation>
    </message>
    <message>
        <source>Parts may be hidden.</source>
        <translation>可隐藏部分内容。</translation>
    </message>
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
        <source>pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>each file</source>
        <translation>每个文件</translation>
    </message>
    <message>
        <source>the package</source>
        <translation>材料包</translation>
    </message>
    <message>
        <source>each page</source>
        <translation>每页</translation>
    </message>
    <message>
        <source>all that is printed</source>
        <translation>全部打印内容</translation>
    </message>
    <message>
        <source>Less than {share} of the {basis} of {scope}.</source>
        <translation>{scope}的{basis}须少于 {share}。</translation>
    </message>
    <message>
        <source>At most {share} of the {basis} of {scope}.</source>
        <translation>{scope}的{basis}最多 {share}。</translation>
    </message>
    <message>
        <source>No ceiling is stated.</source>
        <translation>未规定上限。</translation>
    </message>
    <message>
        <source>a numbered label on grey</source>
        <translation>灰底编号标签</translation>
    </message>
    <message>
        <source>black diagonals</source>
        <translation>黑色斜线</translation>
    </message>
    <message>
        <source>the exemption in a frame</source>
        <translation>加框的豁免条款</translation>
    </message>
    <message>
        <source>black beside a visible strip</source>
        <translation>可见条带旁涂黑</translation>
    </message>
    <message>
        <source>Mask: {mask}.</source>
        <translation>遮盖样式：{mask}。</translation>
    </message>
</context>
<context>
    <name>GalleryPage</name>
    <message>
        <source>Add a file…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Your own templates lie in {folder}</source>
        <translation>自有模板位于 {folder}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Add a product to the workbook first: a filing is about one.</source>
        <translation>请先在工作簿中添加产品：备案针对产品。</translation>
    </message>
    <message>
        <source>Templates (*.yaml *.yml)</source>
        <translation>模板 (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>Template from a file</source>
        <translation>从文件读取模板</translation>
    </message>
    <message>
        <source>{name} has no faults. Put a copy of it into the folder of your own templates?</source>
        <translation>{name} 没有错误。是否复制到自有模板文件夹？</translation>
    </message>
    <message>
        <source>Put it there</source>
        <translation>复制过去</translation>
    </message>
    <message>
        <source>Folder of your own templates</source>
        <translation>自有模板文件夹</translation>
    </message>
    <message>
        <source>The folder is made with your first own template.</source>
        <translation>建立第一个自有模板时会创建该文件夹。</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;Templates</source>
        <translation>模板(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;All templates</source>
        <translation>全部模板(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;New template from this one…</source>
        <translation>以此新建模板(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Check a template file…</source>
        <translation>检查模板文件(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Folder of your own templates…</source>
        <translation>自有模板文件夹(&amp;F)…</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>What comes of the text</source>
        <translation>文本的结果</translation>
    </message>
    <message>
        <source>Outline of the template</source>
        <translation>模板大纲</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>大纲</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Checklist with the sample answers</source>
        <translation>按示例答案的检查清单</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>核对清单</translation>
    </message>
    <message>
        <source>The text has faults: this is from the last one without.</source>
        <translation>文本有错误：此处为上一份无错误文本的结果。</translation>
    </message>
    <message>
        <source>The text has faults: form, pages and checklist come when they are mended.</source>
        <translation>文本有错误：改正后将显示表单、页面和检查清单。</translation>
    </message>
</context>
<context>
    <name>Requirement</name>
    <message>
        <source>At most {count} characters.</source>
        <translation>最多 {count} 个字符。</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>From {least} to {most}.</source>
        <translation>从 {least} 到 {most}。</translation>
    </message>
    <message>
        <source>{least} or later.</source>
        <translation>不早于 {least}。</translation>
    </message>
    <message>
        <source>At least {least}.</source>
        <translation>至少 {least}。</translation>
    </message>
    <message>
        <source>Not after {most}.</source>
        <translation>不晚于 {most}。</translation>
    </message>
    <message>
        <source>At most {most}.</source>
        <translation>最多 {most}。</translation>
    </message>
    <message>
        <source>At most {count} of them.</source>
        <translation>最多 {count} 项。</translation>
    </message>
</context>
<context>
    <name>SampleForm</name>
    <message>
        <source>Try it: answers here are samples and are kept nowhere.</source>
        <translation>可在此试用：答案均为示例，不会保存。</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>One of these: {name}</source>
        <translation>任选其一：{name}</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Templates…</source>
        <translation>模板…</translation>
    </message>
</context>
<context>
    <name>TemplateDialog</name>
    <message>
        <source>All templates, and your own…</source>
        <translation>全部模板和自有模板…</translation>
    </message>
    <message>
        <source>your own</source>
        <translation>自有</translation>
    </message>
</context>
</TS>
