<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AssociationPanel</name>
    <message>
        <source>Looking…</source>
        <translation>正在查看……</translation>
    </message>
    <message>
        <source>Open them with Codebinder</source>
        <translation>用 Codebinder 打开</translation>
    </message>
    <message>
        <source>Undo this</source>
        <translation>撤销此设置</translation>
    </message>
    <message>
        <source>{tools} could not be run; your desktop may notice only when you log in again.</source>
        <translation>无法运行 {tools}；桌面可能在您重新登录后才会生效。</translation>
    </message>
    <message>
        <source>A double click on a workbook, a packet, an answer or an opening opens it here.</source>
        <translation>双击工作簿、审核包、答复或开示文件即可在此打开。</translation>
    </message>
    <message>
        <source>They open with a Codebinder that lay at another place. Set it again.</source>
        <translation>它们由位于其他位置的 Codebinder 打开。请重新设置。</translation>
    </message>
    <message>
        <source>Workbooks are opened by another program.</source>
        <translation>工作簿目前由其他程序打开。</translation>
    </message>
    <message>
        <source>A double click on a workbook does not open Codebinder yet.</source>
        <translation>双击工作簿尚不会打开 Codebinder。</translation>
    </message>
    <message>
        <source>The app itself says what it opens; there is nothing to set here.</source>
        <translation>应用本身已声明它打开的文件；此处无需设置。</translation>
    </message>
</context>
<context>
    <name>Beginning</name>
    <message>
        <source>{name} was not added; drop it again whenever you like.</source>
        <translation>未添加 {name}；您可以随时再次拖入。</translation>
    </message>
</context>
<context>
    <name>CloseDialog</name>
    <message>
        <source>Work is under way</source>
        <translation>工作正在进行</translation>
    </message>
    <message>
        <source>Everything that was decided is saved, whatever you choose.</source>
        <translation>无论您如何选择，已作出的决定都已保存。</translation>
    </message>
    <message>
        <source>{count} more wait behind it.</source>
        <translation>后面还有 {count} 项在等待。</translation>
    </message>
    <message>
        <source>What is stopped leaves nothing half-done; it can be started again later.</source>
        <translation>停止的工作不会留下半成品；以后可以重新开始。</translation>
    </message>
    <message>
        <source>Don't close</source>
        <translation>不关闭</translation>
    </message>
    <message>
        <source>Close when it is done</source>
        <translation>完成后关闭</translation>
    </message>
    <message>
        <source>Stop it and close</source>
        <translation>停止并关闭</translation>
    </message>
</context>
<context>
    <name>Crash</name>
    <message>
        <source>Codebinder ended unexpectedly last time. Everything that was decided was kept.</source>
        <translation>Codebinder 上次意外结束。已作出的决定全部保留。</translation>
    </message>
    <message>
        <source>Show the report</source>
        <translation>查看报告</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>It is open in another window of yours, which was brought to front.</source>
        <translation>它已在您的另一个窗口中打开，该窗口已移到最前。</translation>
    </message>
</context>
<context>
    <name>Drawer</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Copy the log</source>
        <translation>复制日志</translation>
    </message>
    <message>
        <source>Waiting: {title}</source>
        <translation>等待中：{title}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel {title}</source>
        <translation>取消 {title}</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 项</translation>
    </message>
</context>
<context>
    <name>DropOverlay</name>
    <message>
        <source>Looking what this is…</source>
        <translation>正在查看这是什么……</translation>
    </message>
    <message>
        <source>Not taken: {why}</source>
        <translation>未接收：{why}</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 项</translation>
    </message>
</context>
<context>
    <name>Drops</name>
    <message>
        <source>Looking what this is… (the disk or network is slow)</source>
        <translation>正在查看这是什么……（磁盘或网络较慢）</translation>
    </message>
    <message>
        <source>{name} was not taken: {why}</source>
        <translation>未接收 {name}：{why}</translation>
    </message>
    <message>
        <source>Nothing here takes {name}.</source>
        <translation>这里没有可以接收 {name} 的地方。</translation>
    </message>
    <message>
        <source>Open this workbook</source>
        <translation>打开此工作簿</translation>
    </message>
    <message>
        <source>Open this workbook in a window of its own</source>
        <translation>在单独的窗口中打开此工作簿</translation>
    </message>
    <message>
        <source>Verify this package</source>
        <translation>核验此材料包</translation>
    </message>
    <message>
        <source>Check this opening against its package</source>
        <translation>对照材料包检查此开示文件</translation>
    </message>
    <message>
        <source>Open this review packet</source>
        <translation>打开此审核包</translation>
    </message>
    <message>
        <source>Import this reviewer's answer</source>
        <translation>导入此审核人的答复</translation>
    </message>
    <message>
        <source>Ask what this encrypted file is</source>
        <translation>询问此加密文件是什么</translation>
    </message>
    <message>
        <source>Add as a source</source>
        <translation>添加为源代码</translation>
    </message>
    <message>
        <source>Add as a firmware image</source>
        <translation>添加为固件映像</translation>
    </message>
    <message>
        <source>Add as a document</source>
        <translation>添加为文档</translation>
    </message>
    <message>
        <source>Begin a filing with this source code</source>
        <translation>用此源代码开始备案</translation>
    </message>
    <message>
        <source>Choose the filing that it belongs to</source>
        <translation>选择它所属的备案</translation>
    </message>
    <message>
        <source>It can't be read.</source>
        <translation>无法读取。</translation>
    </message>
    <message>
        <source>This workbook is open for reading only.</source>
        <translation>此工作簿以只读方式打开。</translation>
    </message>
</context>
<context>
    <name>Life</name>
    <message>
        <source>This window closes when the work is done.</source>
        <translation>工作完成后此窗口将关闭。</translation>
    </message>
</context>
<context>
    <name>OfferDialog</name>
    <message>
        <source>What is it for?</source>
        <translation>它用于什么？</translation>
    </message>
    <message>
        <source>Sources, firmware and documents belong to a filing: one package for one recipient.</source>
        <translation>源代码、固件和文档都属于某个备案：一个备案即给一个接收方的一个材料包。</translation>
    </message>
    <message>
        <source>Begin a new filing with it</source>
        <translation>用它开始新的备案</translation>
    </message>
    <message>
        <source>Add it to {filing}</source>
        <translation>添加到 {filing}</translation>
    </message>
    <message>
        <source>Open a workbook first…</source>
        <translation>先打开工作簿…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Recent</name>
    <message>
        <source>Recent workbooks</source>
        <translation>最近的工作簿</translation>
    </message>
    <message>
        <source>Recent packets</source>
        <translation>最近的审核包</translation>
    </message>
    <message>
        <source>Recent packages</source>
        <translation>最近的材料包</translation>
    </message>
    <message>
        <source>&amp;Recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>&amp;Clear this list</source>
        <translation>清除此列表(&amp;C)</translation>
    </message>
</context>
<context>
    <name>RecentFiles</name>
    <message>
        <source>None yet. Workbooks that you open appear here.</source>
        <translation>暂无。您打开的工作簿会显示在这里。</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove {name} from this list</source>
        <translation>从此列表中移除 {name}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>打开 {name}</translation>
    </message>
</context>
<context>
    <name>ReportsDialog</name>
    <message>
        <source>Error reports</source>
        <translation>错误报告</translation>
    </message>
    <message>
        <source>They stay on this computer, and are sent nowhere. They name kinds of errors and places in the program: no source text, no file of yours, no name.</source>
        <translation>报告只留在本机，不会发送到任何地方。其中只有错误的种类和在程序中的位置：没有源代码文本，没有您的文件，也没有姓名。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Delete all</source>
        <translation>全部删除</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>There are no reports.</source>
        <translation>没有报告。</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Or drop a workbook, a package, a packet, a repository or a firmware image on this window.</source>
        <translation>或将工作簿、材料包、审核包、代码仓库或固件映像拖到此窗口。</translation>
    </message>
</context>
</TS>
