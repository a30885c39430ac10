<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Drops</name>
    <message>
        <source>Only the first {most} of {count} files are taken at once; the others are left where they are.</source>
        <translation>一次只接收 {count} 个文件中的前 {most} 个；其余文件保持原样。</translation>
    </message>
</context>
</TS>
