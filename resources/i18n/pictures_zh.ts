<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Notes</name>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names} 等另外 {count} 项</translation>
    </message>
</context>
<context>
    <name>Verify</name>
    <message>
        <source>DRAFT, NOT TO BE FILED; </source>
        <translation>草稿，不得报送；</translation>
    </message>
    <message>
        <source>CONTENTS NOT CHECKED, </source>
        <translation>内容未核对，</translation>
    </message>
    <message>
        <source>DAMAGED: </source>
        <translation>已损坏：</translation>
    </message>
    <message>
        <source>INTACT, </source>
        <translation>完好，</translation>
    </message>
    <message>
        <source>ORIGIN NOT CHECKED</source>
        <translation>来源未核对</translation>
    </message>
    <message>
        <source>ORIGIN WRONG: THE ARCHIVE HAS ANOTHER DIGEST, </source>
        <translation>来源不符：归档的摘要不同，</translation>
    </message>
    <message>
        <source>ORIGIN WRONG: NOT SIGNED BY </source>
        <translation>来源不符：签名人不是 </translation>
    </message>
    <message>
        <source>DIGEST AS GIVEN</source>
        <translation>摘要与所告知的一致</translation>
    </message>
    <message>
        <source>SEALED BY </source>
        <translation>封签人 </translation>
    </message>
    <message>
        <source>APPROVED BY </source>
        <translation>批准人 </translation>
    </message>
</context>
</TS>
