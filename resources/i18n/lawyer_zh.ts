<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CardPanel</name>
    <message>
        <source>In plain words</source>
        <translation>通俗说明</translation>
    </message>
    <message>
        <source>Show or hide what this is in plain words</source>
        <translation>显示或隐藏通俗说明</translation>
    </message>
    <message>
        <source>What this is</source>
        <translation>这是什么</translation>
    </message>
    <message>
        <source>What a reader could do with it</source>
        <translation>读者可以用它做什么</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>会有什么后果</translation>
    </message>
    <message>
        <source>Where else it stands</source>
        <translation>还出现在哪里</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>……另有 {count} 处</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>to be disclosed</source>
        <translation>将披露</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>未决定</translation>
    </message>
</context>
<context>
    <name>CaseList</name>
    <message>
        <source>Judgements</source>
        <translation>判断</translation>
    </message>
</context>
<context>
    <name>CaseModel</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Judgement</source>
        <translation>判断</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>已决定</translation>
    </message>
    <message>
        <source>{count} of {all} left</source>
        <translation>剩 {count}/{all}</translation>
    </message>
</context>
<context>
    <name>CasePanel</name>
    <message>
        <source>Samples from all over it</source>
        <translation>各处的样例</translation>
    </message>
    <message>
        <source>{count} alike</source>
        <translation>{count} 项相同</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>……另有 {count} 处</translation>
    </message>
</context>
<context>
    <name>Leaves</name>
    <message>
        <source>What will leave the house</source>
        <translation>将发出的内容</translation>
    </message>
    <message>
        <source>Show the list</source>
        <translation>显示清单</translation>
    </message>
</context>
<context>
    <name>PartDialog</name>
    <message>
        <source>What will leave the house</source>
        <translation>将发出的内容</translation>
    </message>
    <message>
        <source>Search in this list</source>
        <translation>在此清单中搜索</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Picker</name>
    <message>
        <source>Left out, since you have not been shown them: {count}</source>
        <translation>尚未向您展示而未计入：{count}</translation>
    </message>
    <message>
        <source>This place is not decided here: it stands in the redaction step.</source>
        <translation>此处不在这里决定，请到遮盖步骤查看。</translation>
    </message>
    <message>
        <source>These stand out: look at each before you approve them together. Not looked at: {count}</source>
        <translation>这些属于异常项：须逐一查看后才能一并批准。尚未查看：{count}</translation>
    </message>
    <message>
        <source>Approve the judgements that you have looked at: {cases}, with {count} decisions?</source>
        <translation>批准您已查看的判断：{cases} 项，共 {count} 个决定？</translation>
    </message>
    <message>
        <source>Left, since you have not looked at them: {count}.</source>
        <translation>未查看而保留：{count}。</translation>
    </message>
    <message>
        <source>Approve all {count} undecided ones in this list? You have not opened {unseen} of them.</source>
        <translation>批准此列表中全部 {count} 个未决定项？其中 {unseen} 个您尚未打开。</translation>
    </message>
    <message>
        <source>Left, since they stand out: {count}.</source>
        <translation>因异常而保留：{count}。</translation>
    </message>
</context>
<context>
    <name>ReviewActions</name>
    <message>
        <source>Any kind</source>
        <translation>任何类别</translation>
    </message>
    <message>
        <source>Search in names, places and notes</source>
        <translation>在名称、位置与备注中搜索</translation>
    </message>
    <message>
        <source>Judgements</source>
        <translation>判断</translation>
    </message>
    <message>
        <source>Put together what one look decides</source>
        <translation>把一眼即可决定的归为一项</translation>
    </message>
    <message>
        <source>Standing out</source>
        <translation>异常项</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
</context>
</TS>
