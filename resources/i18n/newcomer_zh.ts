<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>NewKeyDialog</name>
    <message>
        <source>Nobody approves her own proposal: a reviewer is another person than whoever submits.</source>
        <translation>任何人不得批准自己的提议：审核人须与提交人不同。</translation>
    </message>
</context>
<context>
    <name>NextBar</name>
    <message>
        <source>Show the first</source>
        <translation>转到第一项</translation>
    </message>
</context>
<context>
    <name>SubmitDialog</name>
    <message>
        <source>A reviewer at this computer…</source>
        <translation>本机上的审核人…</translation>
    </message>
    <message>
        <source>Keys and roster…</source>
        <translation>密钥与名册…</translation>
    </message>
    <message>
        <source>There is no reviewer on the roster yet. Let her in first: whoever joins it after this makes that it must be submitted again.</source>
        <translation>名册上还没有审核人。请先将其加入：此后若有人加入名册，就须重新提交。</translation>
    </message>
</context>
</TS>
