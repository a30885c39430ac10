<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>History</name>
    <message>
        <source>Redoing</source>
        <translation>正在重做</translation>
    </message>
    <message>
        <source>Undoing</source>
        <translation>正在撤销</translation>
    </message>
    <message>
        <source>Done again: {title}.</source>
        <translation>已重做：{title}。</translation>
    </message>
    <message>
        <source>Undone: {title}.</source>
        <translation>已撤销：{title}。</translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation>没有可重做的操作。</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有可撤销的操作。</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
</context>
<context>
    <name>EditMenu</name>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Undo {title}</source>
        <translation>撤销(&amp;U)：{title}</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Redo {title}</source>
        <translation>重做(&amp;R)：{title}</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>剪切(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>全选(&amp;A)</translation>
    </message>
</context>
<context>
    <name>ReviewActions</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message>
        <source>The round is signed: what was done before it is not undone.</source>
        <translation>本轮已签署：之前的操作不再撤销。</translation>
    </message>
    <message>
        <source>{count} tables filled from the code</source>
        <translation>由代码填写的 {count} 个表格</translation>
    </message>
    <message>
        <source>change of {count} fields</source>
        <translation>更改 {count} 个字段</translation>
    </message>
    <message>
        <source>{count} decisions to keep</source>
        <translation>{count} 项保留决定</translation>
    </message>
    <message>
        <source>change of {count} facts of the product</source>
        <translation>更改 {count} 项产品信息</translation>
    </message>
    <message>
        <source>{count} redactions</source>
        <translation>{count} 项隐藏</translation>
    </message>
    <message>
        <source>{count} redactions taken over</source>
        <translation>沿用 {count} 项隐藏</translation>
    </message>
    <message>
        <source>withdrawal of {count} redactions</source>
        <translation>撤回 {count} 项隐藏</translation>
    </message>
    <message>
        <source>withdrawal of {count} keeps</source>
        <translation>撤回 {count} 项保留</translation>
    </message>
    <message>
        <source>acceptance of the document {name}</source>
        <translation>接受文件 {name}</translation>
    </message>
    <message>
        <source>document {name}</source>
        <translation>添加文件 {name}</translation>
    </message>
    <message>
        <source>removal of the document {name}</source>
        <translation>移除文件 {name}</translation>
    </message>
    <message>
        <source>table filled from the code</source>
        <translation>由代码填写的表格</translation>
    </message>
    <message>
        <source>new filing {name}</source>
        <translation>新建备案 {name}</translation>
    </message>
    <message>
        <source>change of the register</source>
        <translation>更改登记</translation>
    </message>
    <message>
        <source>change of the form</source>
        <translation>填写备案表</translation>
    </message>
    <message>
        <source>image {name}</source>
        <translation>添加镜像 {name}</translation>
    </message>
    <message>
        <source>removal of the image {name}</source>
        <translation>移除镜像 {name}</translation>
    </message>
    <message>
        <source>crown jewel</source>
        <translation>登记核心代码</translation>
    </message>
    <message>
        <source>removal of a crown jewel</source>
        <translation>移除核心代码</translation>
    </message>
    <message>
        <source>decision to keep</source>
        <translation>保留决定</translation>
    </message>
    <message>
        <source>entry of the privilege log</source>
        <translation>保密特权记录条目</translation>
    </message>
    <message>
        <source>change of the affiliations</source>
        <translation>更改所属单位</translation>
    </message>
    <message>
        <source>new product {name}</source>
        <translation>新建产品 {name}</translation>
    </message>
    <message>
        <source>change of the product {name}</source>
        <translation>更改产品 {name}</translation>
    </message>
    <message>
        <source>redaction</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>redaction taken over</source>
        <translation>沿用隐藏</translation>
    </message>
    <message>
        <source>withdrawal of the redaction {name}</source>
        <translation>撤回隐藏 {name}</translation>
    </message>
    <message>
        <source>due date</source>
        <translation>截止日期</translation>
    </message>
    <message>
        <source>new list of rules</source>
        <translation>新建规则列表</translation>
    </message>
    <message>
        <source>allowed value</source>
        <translation>允许的值</translation>
    </message>
    <message>
        <source>removal of a list of rules</source>
        <translation>移除规则列表</translation>
    </message>
    <message>
        <source>removal of another tool's report</source>
        <translation>移除其他工具的报告</translation>
    </message>
    <message>
        <source>report of another tool</source>
        <translation>导入其他工具的报告</translation>
    </message>
    <message>
        <source>source {name}</source>
        <translation>添加源代码 {name}</translation>
    </message>
    <message>
        <source>new place of the source {name}</source>
        <translation>重新定位源代码 {name}</translation>
    </message>
    <message>
        <source>removal of the source {name}</source>
        <translation>移除源代码 {name}</translation>
    </message>
    <message>
        <source>change of the source {name}</source>
        <translation>更改源代码 {name}</translation>
    </message>
    <message>
        <source>withdrawal of a keep</source>
        <translation>撤回保留</translation>
    </message>
    <message>
        <source>change of the vendor</source>
        <translation>更改企业信息</translation>
    </message>
    <message>
        <source>dropping of the returned redaction {name}</source>
        <translation>放弃退回的隐藏 {name}</translation>
    </message>
    <message>
        <source>acceptance of the returned redaction {name}</source>
        <translation>接受退回的隐藏 {name}</translation>
    </message>
    <message>
        <source>approval</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>{count} approvals</source>
        <translation>{count} 项批准</translation>
    </message>
    <message>
        <source>rejection</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>{count} rejections</source>
        <translation>{count} 项退回</translation>
    </message>
    <message>
        <source>approval on a condition</source>
        <translation>附条件批准</translation>
    </message>
    <message>
        <source>{count} approvals on a condition</source>
        <translation>{count} 项附条件批准</translation>
    </message>
    <message>
        <source>recusal</source>
        <translation>回避</translation>
    </message>
    <message>
        <source>{count} recusals</source>
        <translation>{count} 项回避</translation>
    </message>
    <message>
        <source>withdrawal of a verdict</source>
        <translation>撤回意见</translation>
    </message>
    <message>
        <source>withdrawal of {count} verdicts</source>
        <translation>撤回 {count} 项意见</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Sign that you have said all you have to say about this round? It counts as answered then, and that stays; what you decide later counts as well.</source>
        <translation>确认签署您对本轮的意见已全部提出？签署后即视为已答复，不可撤回；您以后的决定同样有效。</translation>
    </message>
    <message>
        <source>Sign the answer</source>
        <translation>签署答复</translation>
    </message>
</context>
<context>
    <name>SourcesPage</name>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Removing {name}</source>
        <translation>正在移除 {name}</translation>
    </message>
    <message>
        <source>{name} is removed, with its findings, keeps and {count} redactions. Undo brings all of it back.</source>
        <translation>{name} 已移除，连同其发现、保留决定和 {count} 项隐藏。撤销可全部恢复。</translation>
    </message>
</context>
<context>
    <name>RulesDialog</name>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>{name} is removed; what it found is gone after the next scan. Ctrl+Z brings it back.</source>
        <translation>{name} 已移除；其发现将在下次扫描后消失。按 Ctrl+Z 可恢复。</translation>
    </message>
</context>
<context>
    <name>JewelsDialog</name>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>It is taken out of the register. Ctrl+Z brings it back.</source>
        <translation>已从登记中移除。按 Ctrl+Z 可恢复。</translation>
    </message>
</context>
<context>
    <name>RedactionPage</name>
    <message>
        <source>Choose a redaction in the code, or a kept finding, first.</source>
        <translation>请先在代码中选择一项隐藏，或选择一项已保留的发现。</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Withdraw this redaction or keep</source>
        <translation>撤回此隐藏或保留</translation>
    </message>
</context>
</TS>
