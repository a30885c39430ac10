<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Redact</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Reason for the next redaction</source>
        <translation>下一处隐藏的理由</translation>
    </message>
    <message>
        <source>Keep…</source>
        <translation>保留…</translation>
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
        <source>As filed</source>
        <translation>报送版本</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>更多操作</translation>
    </message>
    <message>
        <source>Redact all with the same value…</source>
        <translation>隐藏所有相同的值…</translation>
    </message>
    <message>
        <source>Keep all with the same value…</source>
        <translation>保留所有相同的值…</translation>
    </message>
    <message>
        <source>Withdraw this redaction</source>
        <translation>撤回这处隐藏</translation>
    </message>
</context>
<context>
    <name>AskBar</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>CodeView</name>
    <message>
        <source>… {count} more bytes on this line</source>
        <translation>…… 本行还有 {count} 字节</translation>
    </message>
</context>
<context>
    <name>Decider</name>
    <message>
        <source>Redacting</source>
        <translation>正在隐藏</translation>
    </message>
    <message>
        <source>Keeping</source>
        <translation>正在保留</translation>
    </message>
    <message>
        <source>Withdrawing</source>
        <translation>正在撤回</translation>
    </message>
</context>
<context>
    <name>FileModel</name>
    <message>
        <source>{count} open</source>
        <translation>{count} 未定</translation>
    </message>
    <message>
        <source>{count} done</source>
        <translation>{count} 已定</translation>
    </message>
</context>
<context>
    <name>FileTree</name>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Filter files</source>
        <translation>筛选文件</translation>
    </message>
    <message>
        <source>Which files</source>
        <translation>显示哪些文件</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>全部文件</translation>
    </message>
    <message>
        <source>With findings</source>
        <translation>有发现的</translation>
    </message>
    <message>
        <source>With open findings</source>
        <translation>有未决发现的</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this file</source>
        <translation>在此文件中查找</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Go to line</source>
        <translation>转到行</translation>
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
    <name>Finding</name>
    <message>
        <source>being written…</source>
        <translation>正在写入…</translation>
    </message>
    <message>
        <source>sure</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>likely</source>
        <translation>很可能</translation>
    </message>
    <message>
        <source>scored down</source>
        <translation>已降级</translation>
    </message>
    <message>
        <source>private key</source>
        <translation>私钥</translation>
    </message>
    <message>
        <source>access token</source>
        <translation>访问令牌</translation>
    </message>
    <message>
        <source>password</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>key or secret</source>
        <translation>密钥或机密值</translation>
    </message>
    <message>
        <source>certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>personal data</source>
        <translation>个人信息</translation>
    </message>
    <message>
        <source>financial data</source>
        <translation>金融信息</translation>
    </message>
    <message>
        <source>internal name or address</source>
        <translation>内部名称或地址</translation>
    </message>
    <message>
        <source>confidentiality notice</source>
        <translation>保密声明</translation>
    </message>
    <message>
        <source>licence or copyright</source>
        <translation>许可证或版权</translation>
    </message>
    <message>
        <source>export control</source>
        <translation>出口管制</translation>
    </message>
    <message>
        <source>note of a vulnerability</source>
        <translation>漏洞说明</translation>
    </message>
    <message>
        <source>word of your own list</source>
        <translation>自定义词表中的词</translation>
    </message>
    <message>
        <source>protected code</source>
        <translation>受保护的代码</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>未决定</translation>
    </message>
    <message>
        <source>redacted</source>
        <translation>已隐藏</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>line {line}</source>
        <translation>第 {line} 行</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>Here you decide what is hidden before anything leaves: keys, passwords, trade secrets. Add a source first; then it is scanned, and each finding is redacted or kept.</source>
        <translation>在这里决定对外提交前隐藏哪些内容：密钥、口令、商业秘密。请先添加源代码；随后扫描，逐项决定隐藏或保留。</translation>
    </message>
    <message>
        <source>Go to Sources</source>
        <translation>前往“源代码”</translation>
    </message>
    <message>
        <source>Nothing to redact yet</source>
        <translation>尚无可隐藏的内容</translation>
    </message>
    <message>
        <source>Not scanned since it was added or changed: {names}.</source>
        <translation>添加或变更后尚未扫描：{names}。</translation>
    </message>
    <message>
        <source>Scan now</source>
        <translation>立即扫描</translation>
    </message>
    <message>
        <source>The template of this filing forbids redaction. Keep findings with a reason, or leave files out by an exclude rule.</source>
        <translation>本次申报的模板不允许隐藏。请说明理由后保留，或用排除规则略去相应文件。</translation>
    </message>
    <message>
        <source>{decided} of {all} decided, {open} undecided</source>
        <translation>已定 {decided}/{all}，未定 {open}</translation>
    </message>
    <message>
        <source>no findings</source>
        <translation>没有发现</translation>
    </message>
    <message>
        <source>{count} scored down</source>
        <translation>降级 {count}</translation>
    </message>
    <message>
        <source>redactions: {count}</source>
        <translation>隐藏 {count} 处</translation>
    </message>
</context>
<context>
    <name>Package</name>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>内容</translation>
    </message>
</context>
<context>
    <name>PackagePage</name>
    <message>
        <source>Build a draft</source>
        <translation>生成草稿</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Into the folder</source>
        <translation>输出到文件夹</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>核对清单</translation>
    </message>
    <message>
        <source>Checklist ({missing} missing)</source>
        <translation>核对清单（缺 {missing}）</translation>
    </message>
    <message>
        <source>Checklist: all met</source>
        <translation>核对清单：全部满足</translation>
    </message>
    <message>
        <source>Go to {step}</source>
        <translation>前往“{step}”</translation>
    </message>
    <message>
        <source>Everything is met and approved: the package can be built.</source>
        <translation>要求全部满足且已批准：可以生成材料包。</translation>
    </message>
    <message>
        <source>{count} requirements are not met: {names}</source>
        <translation>{count} 项要求未满足：{names}</translation>
    </message>
    <message>
        <source>Not approved: {round}.</source>
        <translation>未批准：{round}。</translation>
    </message>
    <message>
        <source>Not everybody who must approve has signed.</source>
        <translation>须批准的人尚未全部签名。</translation>
    </message>
    <message>
        <source>Folder for the package</source>
        <translation>材料包所在文件夹</translation>
    </message>
    <message>
        <source>Building a draft</source>
        <translation>正在生成草稿</translation>
    </message>
    <message>
        <source>Building the package</source>
        <translation>正在生成材料包</translation>
    </message>
</context>
<context>
    <name>Panes</name>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>As filed: {size}, {count} hidden</source>
        <translation>报送版本：{size}，隐藏 {count} 处</translation>
    </message>
    <message>
        <source>line {line} of {all}</source>
        <translation>第 {line} 行，共 {all} 行</translation>
    </message>
</context>
<context>
    <name>PdfView</name>
    <message>
        <source>Pages of the PDF</source>
        <translation>PDF 页面</translation>
    </message>
    <message>
        <source>Reading the pages…</source>
        <translation>正在读取页面……</translation>
    </message>
    <message>
        <source>{count} pages</source>
        <translation>{count} 页</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>Findings</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>Which findings</source>
        <translation>显示哪些发现</translation>
    </message>
    <message>
        <source>Queue: sure and likely</source>
        <translation>队列：确定与很可能</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>未决定</translation>
    </message>
    <message>
        <source>Redacted</source>
        <translation>已隐藏</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>已保留</translation>
    </message>
    <message>
        <source>Scored down</source>
        <translation>已降级</translation>
    </message>
    <message>
        <source>All findings</source>
        <translation>全部发现</translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message>
        <source>{count} places</source>
        <translation>{count} 处</translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>trade secret</source>
        <translation>商业秘密</translation>
    </message>
    <message>
        <source>trade secret: algorithm</source>
        <translation>商业秘密：算法</translation>
    </message>
    <message>
        <source>third party's confidential material</source>
        <translation>第三方保密材料</translation>
    </message>
    <message>
        <source>key, credential or secret</source>
        <translation>密钥、凭证或口令</translation>
    </message>
    <message>
        <source>weakness that is not fixed yet</source>
        <translation>尚未修复的漏洞</translation>
    </message>
    <message>
        <source>personal data</source>
        <translation>个人信息</translation>
    </message>
    <message>
        <source>personal financial information</source>
        <translation>个人金融信息</translation>
    </message>
    <message>
        <source>state secret</source>
        <translation>国家秘密</translation>
    </message>
    <message>
        <source>export-controlled</source>
        <translation>出口管制</translation>
    </message>
    <message>
        <source>attorney-client communication</source>
        <translation>律师与客户通信</translation>
    </message>
    <message>
        <source>attorney work product</source>
        <translation>律师工作成果</translation>
    </message>
    <message>
        <source>not authored by the filer</source>
        <translation>非申报人编写</translation>
    </message>
    <message>
        <source>out of scope</source>
        <translation>超出范围</translation>
    </message>
</context>
<context>
    <name>RedactionPage</name>
    <message>
        <source>Scan</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Nothing here is undecided.</source>
        <translation>这里没有未决定的项目。</translation>
    </message>
    <message>
        <source>Redact the {count} selected bytes as {reason}: only here, or this value wherever it stands?</source>
        <translation>以 {reason} 为由隐藏选中的 {count} 字节：仅此处，还是该值出现的所有位置？</translation>
    </message>
    <message>
        <source>This place</source>
        <translation>仅此处</translation>
    </message>
    <message>
        <source>The value everywhere</source>
        <translation>所有位置</translation>
    </message>
    <message>
        <source>Note for the reviewer (stays inside)</source>
        <translation>给审核人的备注（不对外）</translation>
    </message>
    <message>
        <source>Keep: why may this be disclosed? Findings: {count}</source>
        <translation>保留：为何可以披露？发现数：{count}</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Reason, read by the reviewer</source>
        <translation>理由（审核人会看到）</translation>
    </message>
    <message>
        <source>Redact {count} findings with this value, in {files} files?</source>
        <translation>隐藏含有该值的 {count} 项发现（涉及 {files} 个文件）？</translation>
    </message>
    <message>
        <source>Redact all</source>
        <translation>全部隐藏</translation>
    </message>
    <message>
        <source>Choose a redaction in the code first.</source>
        <translation>请先在代码中选择一处隐藏。</translation>
    </message>
    <message>
        <source>As filed</source>
        <translation>报送版本</translation>
    </message>
    <message>
        <source>Scanning</source>
        <translation>正在扫描</translation>
    </message>
    <message>
        <source>{files} files scanned: {findings} findings, {open} undecided.</source>
        <translation>已扫描 {files} 个文件：{findings} 项发现，{open} 项未决定。</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>undecided</source>
        <translation>未决定</translation>
    </message>
    <message>
        <source>changed since decided</source>
        <translation>决定后有变更</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>disclose: {rule}</source>
        <translation>披露：{rule}</translation>
    </message>
    <message>
        <source>hide this value everywhere</source>
        <translation>隐藏该值的所有位置</translation>
    </message>
    <message>
        <source>hide this place</source>
        <translation>隐藏此处</translation>
    </message>
    <message>
        <source>withhold this file</source>
        <translation>不提供此文件</translation>
    </message>
    <message>
        <source>nothing submitted yet</source>
        <translation>尚未提交</translation>
    </message>
    <message>
        <source>round {number}: waits for approval</source>
        <translation>第 {number} 轮：等待批准</translation>
    </message>
    <message>
        <source>round {number}: approved</source>
        <translation>第 {number} 轮：已批准</translation>
    </message>
    <message>
        <source>round {number}: void, something has changed since</source>
        <translation>第 {number} 轮：已失效，内容有变更</translation>
    </message>
</context>
<context>
    <name>ReviewActions</name>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Reject…</source>
        <translation>退回…</translation>
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
        <source>Approve all shown…</source>
        <translation>批准所列全部…</translation>
    </message>
    <message>
        <source>Which redactions and keeps</source>
        <translation>显示哪些隐藏与保留</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>未决定</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>Changed since decided</source>
        <translation>决定后有变更</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Submit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Sign…</source>
        <translation>签名…</translation>
    </message>
    <message>
        <source>As filed: reading…</source>
        <translation>报送版本：正在读取……</translation>
    </message>
    <message>
        <source>As filed</source>
        <translation>报送版本</translation>
    </message>
    <message>
        <source>Nothing here is undecided.</source>
        <translation>这里没有未决定的项目。</translation>
    </message>
    <message>
        <source>Reject: what should the proposer change? Chosen: {count}</source>
        <translation>退回：提出人应如何修改？已选 {count} 项</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Comment for the proposer</source>
        <translation>给提出人的意见</translation>
    </message>
    <message>
        <source>Approve all {count} undecided ones in this list? You have not opened {unseen} of them.</source>
        <translation>批准列表中全部 {count} 项未决定的内容？其中 {unseen} 项您尚未打开。</translation>
    </message>
    <message>
        <source>Approve all</source>
        <translation>全部批准</translation>
    </message>
    <message>
        <source>Deciding</source>
        <translation>正在记录决定</translation>
    </message>
    <message>
        <source>Submitting for review</source>
        <translation>正在提交审核</translation>
    </message>
    <message>
        <source>Round {number} is submitted.</source>
        <translation>第 {number} 轮已提交。</translation>
    </message>
    <message>
        <source>Checking every byte, then signing</source>
        <translation>逐字节核对，然后签名</translation>
    </message>
</context>
<context>
    <name>RoundNotes</name>
    <message>
        <source>Something has changed since this round was submitted. Submit a new round; decisions that nothing touched carry over.</source>
        <translation>本轮提交后内容有变更。请提交新一轮；未受影响的决定继续有效。</translation>
    </message>
    <message>
        <source>{decided} of {all} decided</source>
        <translation>已定 {decided}/{all}</translation>
    </message>
    <message>
        <source>Submitting fixes everything that would leave under one digest, signed by you. A reviewer then decides each redaction and each kept finding, and signs.</source>
        <translation>提交会把所有将对外提供的内容固定在一个摘要之下，并由您签名。随后审核人逐项决定每处隐藏与保留，并签名。</translation>
    </message>
    <message>
        <source>Submit for review</source>
        <translation>提交审核</translation>
    </message>
    <message>
        <source>Go to Redaction</source>
        <translation>前往“隐藏处理”</translation>
    </message>
    <message>
        <source>Go to Sources</source>
        <translation>前往“源代码”</translation>
    </message>
    <message>
        <source>Submit to legal review</source>
        <translation>提交法务审核</translation>
    </message>
    <message>
        <source>There is nothing to submit yet: the filing has no source.</source>
        <translation>尚无可提交的内容：本次申报没有源代码。</translation>
    </message>
    <message>
        <source>Nothing can be submitted before every source has been scanned.</source>
        <translation>所有源代码扫描完毕之前不能提交。</translation>
    </message>
    <message>
        <source>{count} findings are neither redacted nor kept yet.</source>
        <translation>还有 {count} 项发现既未隐藏也未保留。</translation>
    </message>
</context>
<context>
    <name>SideBySide</name>
    <message>
        <source>Before</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>As filed</source>
        <translation>报送版本</translation>
    </message>
    <message>
        <source>As filed: {count} hidden</source>
        <translation>报送版本：隐藏 {count} 处</translation>
    </message>
    <message>
        <source>Before: {name}</source>
        <translation>原文：{name}</translation>
    </message>
</context>
<context>
    <name>SigningPanel</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Sign with my key</source>
        <translation>用我的密钥签名</translation>
    </message>
    <message>
        <source>Your signature says: all of round {number} may leave, exactly as it is.</source>
        <translation>您的签名表示：第 {number} 轮的全部内容可按现状对外提供。</translation>
    </message>
    <message>
        <source>What is signed, as one digest (SHA-256 over the list of all files and their digests):</source>
        <translation>签名对象的摘要（对全部文件及其摘要清单计算的 SHA-256）：</translation>
    </message>
    <message>
        <source>Digest of the round</source>
        <translation>本轮摘要</translation>
    </message>
    <message>
        <source>Proposed and submitted by: {people}</source>
        <translation>提出并提交：{people}</translation>
    </message>
    <message>
        <source>A reviewer's key and a proposer's key were made in the same account on one computer: both may be one person. The package will say so.</source>
        <translation>审核人与提出人的密钥由同一台计算机的同一账户生成：可能是同一个人。材料包中会注明。</translation>
    </message>
    <message>
        <source>Not met yet: {text}</source>
        <translation>尚未满足：{text}</translation>
    </message>
    <message>
        <source>Files that would leave: {files}, {size} in all.</source>
        <translation>将对外提供的文件：{files} 个，共 {size}。</translation>
    </message>
    <message>
        <source>Redactions: {count}. What they hide does not leave.</source>
        <translation>隐藏处理：{count} 处。被隐藏的内容不对外提供。</translation>
    </message>
    <message>
        <source>{source}: {total} entries of the commit = {disclosed} disclosed + {redacted} redacted + {withheld} withheld + {excluded} excluded + {links} links + {submodules} submodules</source>
        <translation>{source}：提交中共 {total} 个条目 = 完整披露 {disclosed} + 部分隐藏 {redacted} + 未披露 {withheld} + 排除 {excluded} + 符号链接 {links} + 子模块 {submodules}</translation>
    </message>
    <message>
        <source>Findings kept: {count}. What was found does leave.</source>
        <translation>保留的发现：{count} 项。所发现的内容会对外提供。</translation>
    </message>
    <message>
        <source>Redactions taken back since this filing was last signed, withdrawn or gone with a source: {count}. What they hid may leave now.</source>
        <translation>自上次签署以来撤回的、或随来源一并移除的隐藏处理：{count} 处。原先隐藏的内容现在可能会对外提供。</translation>
    </message>
    <message>
        <source>Undecided: {count}</source>
        <translation>未决定：{count}</translation>
    </message>
    <message>
        <source>Rejected: {count}</source>
        <translation>被退回：{count}</translation>
    </message>
    <message>
        <source>Scored down by the detectors: {count}. Nobody has decided these findings, and they leave as they are.</source>
        <translation>被检测器降级：{count} 项。无人决定过这些发现，它们将按现状对外提供。</translation>
    </message>
    <message>
        <source>Not opened in this window: {count} of what you sign for.</source>
        <translation>您将签署但未在此窗口中打开过的：{count} 项。</translation>
    </message>
    <message>
        <source>Nothing can be signed while something is undecided.</source>
        <translation>仍有未决定的项目时不能签名。</translation>
    </message>
    <message>
        <source>What is rejected must be changed or withdrawn by its proposer, then submitted again.</source>
        <translation>被退回的项目须由提出人修改或撤回，然后重新提交。</translation>
    </message>
</context>
<context>
    <name>SubjectList</name>
    <message>
        <source>Redactions and keeps</source>
        <translation>隐藏与保留</translation>
    </message>
</context>
<context>
    <name>SubjectModel</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>note: {text}</source>
        <translation>备注：{text}</translation>
    </message>
    <message>
        <source>proposed by {name}</source>
        <translation>提出人：{name}</translation>
    </message>
    <message>
        <source>comment: {text}</source>
        <translation>意见：{text}</translation>
    </message>
</context>
<context>
    <name>Verify</name>
    <message>
        <source>quick: structure, signatures and names</source>
        <translation>快速：结构、签名与名称</translation>
    </message>
    <message>
        <source>complete: every byte of every file too</source>
        <translation>完整：另逐字节核对每个文件</translation>
    </message>
    <message>
        <source>full: the papers are read as well</source>
        <translation>全面：另读取文书内容</translation>
    </message>
    <message>
        <source>PASS</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>FAIL</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>NOT CHECKED</source>
        <translation>未检查</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>封签</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Verifier</source>
        <translation>核验程序</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>被改动</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>additional</source>
        <translation>多余</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>structure</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>What this does not prove</source>
        <translation>本核验不能证明</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题说明</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>材料包</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Verified with</source>
        <translation>核验软件</translation>
    </message>
</context>
<context>
    <name>VerifyPage</name>
    <message>
        <source>Save report…</source>
        <translation>保存报告…</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>核验</translation>
    </message>
    <message>
        <source>Drop a package here, or choose one.</source>
        <translation>把材料包拖到这里，或选择一个。</translation>
    </message>
    <message>
        <source>Choose archive…</source>
        <translation>选择归档…</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Fingerprint of the signer, as you were told it</source>
        <translation>您被告知的签名人指纹</translation>
    </message>
    <message>
        <source>SHA-256 of the archive, as you were told it</source>
        <translation>您被告知的归档 SHA-256</translation>
    </message>
    <message>
        <source>Signer</source>
        <translation>签名人</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Without a fingerprint that you were told by another way, a package can be whole and still come from somebody else.</source>
        <translation>如果没有通过其他途径得知指纹，即使材料包完整，也可能来自他人。</translation>
    </message>
    <message>
        <source>Packages (*.zip);;All files (*)</source>
        <translation>材料包 (*.zip);;全部文件 (*)</translation>
    </message>
    <message>
        <source>Package to verify</source>
        <translation>要核验的材料包</translation>
    </message>
    <message>
        <source>Unpacked package</source>
        <translation>已解开的材料包</translation>
    </message>
    <message>
        <source>{name}: 64 digits from 0 to 9 and a to f are needed, here are {count}.</source>
        <translation>{name}：需要 64 位 0-9、a-f，这里有 {count} 位。</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>正在核验</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>文本 (*.txt)</translation>
    </message>
    <message>
        <source>The report can't be written: {why}</source>
        <translation>无法写入报告：{why}</translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation>已保存 {name}</translation>
    </message>
</context>
<context>
    <name>_Papers</name>
    <message>
        <source>Which paper</source>
        <translation>哪份文书</translation>
    </message>
    <message>
        <source>Transmittal slip</source>
        <translation>递送单</translation>
    </message>
</context>
<context>
    <name>_Summary</name>
    <message>
        <source>The search for hidden values could not look into everything: {list}</source>
        <translation>对隐藏值的检索未能覆盖全部内容：{list}</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>核验</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Copy digest</source>
        <translation>复制摘要</translation>
    </message>
    <message>
        <source>This is a draft: nobody has approved it, and every page says so.</source>
        <translation>这是草稿：无人批准，每页均有注明。</translation>
    </message>
    <message>
        <source>{count} bytes</source>
        <translation>{count} 字节</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档文件</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Transmittal slip</source>
        <translation>递送单</translation>
    </message>
    <message>
        <source>Built in</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>Send the digest to the recipient by another way than the package, so that it can be compared.</source>
        <translation>请通过与材料包不同的途径把摘要告知接收方，以便比对。</translation>
    </message>
    <message>
        <source>The digest is on the clipboard.</source>
        <translation>摘要已复制到剪贴板。</translation>
    </message>
</context>
<context>
    <name>FilingsList</name>
    <message>
        <source>Show more filings ({count} left)</source>
        <translation>显示更多申报（还有 {count} 项）</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <source>Choose a redaction in the code, or a kept finding, first.</source>
        <translation>请先在代码中选择一项隐藏，或选择一项已保留的发现。</translation>
    </message>
</context>
</TS>
