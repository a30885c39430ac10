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
        <source>What is inside</source>
        <translation>内含组件</translation>
    </message>
    <message>
        <source>Components and licences</source>
        <translation>组件与许可证</translation>
    </message>
    <message>
        <source>This installation</source>
        <translation>本次安装</translation>
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
    <name>AboutPacket</name>
    <message>
        <source>About this packet</source>
        <translation>关于此审核包</translation>
    </message>
    <message>
        <source>Packet</source>
        <translation>审核包</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Sent and signed by</source>
        <translation>发送并签署</translation>
    </message>
    <message>
        <source>Keeper of the roster, new to you</source>
        <translation>名册保管人（首次见到）</translation>
    </message>
    <message>
        <source>Keeper of the roster, known to you</source>
        <translation>名册保管人（您已认识）</translation>
    </message>
    <message>
        <source>Have the keeper read the fingerprint to you, by voice, before you sign anything. From then on a change is noticed.</source>
        <translation>签署任何内容之前，请保管人口头向您读出指纹。此后如有变化会被发现。</translation>
    </message>
    <message>
        <source>Asked by name: {names}</source>
        <translation>点名审核：{names}</translation>
    </message>
    <message>
        <source>This round covers only: {names}</source>
        <translation>本轮仅涵盖：{names}</translation>
    </message>
    <message>
        <source>Round {number}: {files} files, {size}. Made {at} (a claim of the sender&apos;s computer).</source>
        <translation>第 {number} 轮：{files} 个文件，{size}。制作时间 {at}（由发送方计算机声明）。</translation>
    </message>
    <message>
        <source>Not met yet: {text}</source>
        <translation>尚未满足：{text}</translation>
    </message>
    <message>
        <source>Not searched for what is hidden: {text}</source>
        <translation>未能搜索隐藏内容：{text}</translation>
    </message>
    <message>
        <source>Not checked: {text}</source>
        <translation>未核对：{text}</translation>
    </message>
    <message>
        <source>Digest of the round, recomputed here</source>
        <translation>本轮摘要（在此重新计算）</translation>
    </message>
    <message>
        <source>Digest of the packet (SHA-256)</source>
        <translation>审核包摘要（SHA-256）</translation>
    </message>
    <message>
        <source>{name}: no template of that name comes with this program. Ask whose rules these are.</source>
        <translation>{name}：本程序不带此名称的模板。请询问这是谁的规则。</translation>
    </message>
    <message>
        <source>{name}: the same as the one that comes with this program.</source>
        <translation>{name}：与本程序所带的模板相同。</translation>
    </message>
    <message>
        <source>{name}: the packet&apos;s template (+) differs from the one that comes with this program (-):</source>
        <translation>{name}：审核包的模板（+）与本程序所带的（-）不同：</translation>
    </message>
    <message>
        <source>Difference of the templates</source>
        <translation>模板差异</translation>
    </message>
    <message>
        <source>The proposer asks nothing in particular.</source>
        <translation>提出人没有特别提问。</translation>
    </message>
</context>
<context>
    <name>Act</name>
    <message>
        <source>This is about to happen</source>
        <translation>即将执行</translation>
    </message>
    <message>
        <source>Writing the roster</source>
        <translation>正在更新名册</translation>
    </message>
    <message>
        <source>The roster is signed and written.</source>
        <translation>名册已签名并写入。</translation>
    </message>
    <message>
        <source>Signed with the key of {name}, {fingerprint} …</source>
        <translation>由 {name} 的密钥签名，{fingerprint} …</translation>
    </message>
    <message>
        <source>The key that must sign this is not on this computer.</source>
        <translation>须用于签名的密钥不在本计算机上。</translation>
    </message>
</context>
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
        <source>Extend</source>
        <translation>扩展</translation>
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
        <source>Withdraw this redaction or keep</source>
        <translation>撤回此隐藏或保留</translation>
    </message>
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
        <source>Try it together with the shipped rules</source>
        <translation>与自带规则一起试用</translation>
    </message>
    <message>
        <source>Add to the workbook</source>
        <translation>加入工作簿</translation>
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
    <name>Adder</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Add the source, as it is chosen</source>
        <translation>添加所选的源代码</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>Another commit of {name}</source>
        <translation>{name} 的另一提交</translation>
    </message>
    <message>
        <source>Move to this commit</source>
        <translation>改用此提交</translation>
    </message>
    <message>
        <source>Add a repository</source>
        <translation>添加代码仓库</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>添加文件夹</translation>
    </message>
    <message>
        <source>Add this source</source>
        <translation>添加此源代码</translation>
    </message>
    <message>
        <source>A local git repository, bare ones too</source>
        <translation>本机上的 git 仓库（裸仓库亦可）</translation>
    </message>
    <message>
        <source>A folder with sources</source>
        <translation>存放源代码的文件夹</translation>
    </message>
    <message>
        <source>A repository</source>
        <translation>代码仓库</translation>
    </message>
    <message>
        <source>A folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Type or choose a path first.</source>
        <translation>请先输入或选择路径。</translation>
    </message>
    <message>
        <source>Reading the repository</source>
        <translation>正在读取代码仓库</translation>
    </message>
    <message>
        <source>Reading the folder</source>
        <translation>正在读取文件夹</translation>
    </message>
    <message>
        <source>Reading the tree</source>
        <translation>正在读取文件树</translation>
    </message>
    <message>
        <source>These rules leave nothing in.</source>
        <translation>按这些规则，没有任何文件被纳入。</translation>
    </message>
    <message>
        <source>Adding the source</source>
        <translation>正在添加源代码</translation>
    </message>
    <message>
        <source>Looking for the redactions in the other commit</source>
        <translation>正在另一提交中查找隐藏处</translation>
    </message>
    <message>
        <source>{name}: {files} files are in, {out} out.</source>
        <translation>{name}：纳入 {files} 个文件，排除 {out} 个。</translation>
    </message>
    <message>
        <source>Redactions that wait for your decision: {count}.</source>
        <translation>等待您决定的隐藏：{count} 处。</translation>
    </message>
    <message>
        <source>Redactions whose content is gone: {count}.</source>
        <translation>内容已不存在的隐藏：{count} 处。</translation>
    </message>
</context>
<context>
    <name>AffiliationsDialog</name>
    <message>
        <source>Affiliations and attorneys</source>
        <translation>所属单位与律师</translation>
    </message>
    <message>
        <source>Used for proposals only: what is confirmed already stays as it is. Sealed in the workbook.</source>
        <translation>仅用于提出建议：已确认的保持不变。加密保存在工作簿中。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Affiliations, one a line</source>
        <translation>所属单位，每行一个</translation>
    </message>
    <message>
        <source>Attorneys, one a line</source>
        <translation>律师，每行一位</translation>
    </message>
    <message>
        <source>by name or address</source>
        <translation>按姓名或地址</translation>
    </message>
    <message>
        <source>None of your keys is on the roster.</source>
        <translation>您没有密钥在名册上。</translation>
    </message>
    <message>
        <source>Affiliations and attorneys are saved.</source>
        <translation>所属单位与律师已保存。</translation>
    </message>
</context>
<context>
    <name>AfterDialog</name>
    <message>
        <source>{filing}: after it is sent</source>
        <translation>{filing}：报送之后</translation>
    </message>
    <message>
        <source>The register: what went to whom, what came back, and what is owed. It stays in the workbook.</source>
        <translation>登记簿：何物交给何人、收到何物、尚欠何事。留在工作簿内。</translation>
    </message>
    <message>
        <source>Where it stands</source>
        <translation>当前状态</translation>
    </message>
    <message>
        <source>Sent and received</source>
        <translation>收发</translation>
    </message>
    <message>
        <source>Claw-back</source>
        <translation>追回</translation>
    </message>
    <message>
        <source>Kept and erased</source>
        <translation>保存与清除</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>What can happen now</source>
        <translation>现在可以</translation>
    </message>
    <message>
        <source>On</source>
        <translation>日期</translation>
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
        <source>Written down</source>
        <translation>记录时间</translation>
    </message>
    <message>
        <source>Everything that was written down</source>
        <translation>所有记录</translation>
    </message>
    <message>
        <source>Due date…</source>
        <translation>期限…</translation>
    </message>
    <message>
        <source>Sent and received ({count})</source>
        <translation>收发（{count}）</translation>
    </message>
    <message>
        <source>Claw-back ({count} open)</source>
        <translation>追回（{count} 项未了结）</translation>
    </message>
    <message>
        <source>due {date}</source>
        <translation>截止 {date}</translation>
    </message>
    <message>
        <source>no due date</source>
        <translation>无截止日期</translation>
    </message>
    <message>
        <source>What this filing hid was erased on {day}. Its proof is left.</source>
        <translation>本申报所隐藏的内容已于 {day} 清除。证明保留。</translation>
    </message>
    <message>
        <source>Under a legal hold: {matter}</source>
        <translation>处于诉讼保全：{matter}</translation>
    </message>
    <message>
        <source>It supersedes the package with SHA-256 {digest}.</source>
        <translation>它取代 SHA-256 为 {digest} 的材料包。</translation>
    </message>
    <message>
        <source>Sent…</source>
        <translation>已报送…</translation>
    </message>
    <message>
        <source>Correction asked for…</source>
        <translation>要求补正…</translation>
    </message>
    <message>
        <source>Cleared…</source>
        <translation>已通过…</translation>
    </message>
    <message>
        <source>Revoked…</source>
        <translation>已撤销…</translation>
    </message>
    <message>
        <source>Suspended…</source>
        <translation>已暂停…</translation>
    </message>
    <message>
        <source>Superseded…</source>
        <translation>已被取代…</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>撤回…</translation>
    </message>
</context>
<context>
    <name>Against</name>
    <message>
        <source>cut tail</source>
        <translation>截尾</translation>
    </message>
    <message>
        <source>older copy</source>
        <translation>旧副本</translation>
    </message>
    <message>
        <source>fork</source>
        <translation>分叉</translation>
    </message>
    <message>
        <source>written anew</source>
        <translation>重写</translation>
    </message>
    <message>
        <source>of another workbook</source>
        <translation>属于另一工作簿</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>损坏</translation>
    </message>
    <message>
        <source>not here yet</source>
        <translation>尚未到达</translation>
    </message>
    <message>
        <source>agrees</source>
        <translation>一致</translation>
    </message>
</context>
<context>
    <name>AgainstDialog</name>
    <message>
        <source>Check against a packet or package</source>
        <translation>与审核包或材料包核对</translation>
    </message>
    <message>
        <source>What was sent out before names rows of the audit chain. A cut tail, an older copy, a fork or a chain that was written anew shows against it.</source>
        <translation>此前报送之物指明了审计链的若干行。截尾、旧副本、分叉或重写的链与之核对即现。</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>核验</translation>
    </message>
    <message>
        <source>Packet, answer or package</source>
        <translation>审核包、答复或材料包</translation>
    </message>
    <message>
        <source>Your key</source>
        <translation>您的密钥</translation>
    </message>
    <message>
        <source>none: a package, or by passphrase</source>
        <translation>无：材料包，或以口令</translation>
    </message>
    <message>
        <source>Opens with</source>
        <translation>打开方式</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Comparing with what was sent</source>
        <translation>正在与报送之物比较</translation>
    </message>
    <message>
        <source>It agrees.</source>
        <translation>一致。</translation>
    </message>
    <message>
        <source>It does not agree.</source>
        <translation>不一致。</translation>
    </message>
    <message>
        <source>A packet: signed objects {objects}, rows of the chain named {heads}.</source>
        <translation>审核包：签名对象 {objects}，指明的链行 {heads}。</translation>
    </message>
    <message>
        <source>An answer: signed objects {objects}, rows of the chain named {heads}.</source>
        <translation>答复：签名对象 {objects}，指明的链行 {heads}。</translation>
    </message>
    <message>
        <source>A package: signed objects {objects}, rows of the chain named {heads}.</source>
        <translation>材料包：签名对象 {objects}，指明的链行 {heads}。</translation>
    </message>
</context>
<context>
    <name>AnswerAct</name>
    <message>
        <source>{filing}: the authority&apos;s answer</source>
        <translation>{filing}：主管机关的答复</translation>
    </message>
    <message>
        <source>To the newest proposal. The final package follows it.</source>
        <translation>针对最新的建议稿。正式材料包随后报送。</translation>
    </message>
    <message>
        <source>Write it down</source>
        <translation>记入</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>On</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Reference number</source>
        <translation>文号</translation>
    </message>
    <message>
        <source>The changes are due</source>
        <translation>修改期限</translation>
    </message>
    <message>
        <source>Note, stays inside</source>
        <translation>备注（不外传）</translation>
    </message>
    <message>
        <source>The final package can be recorded as sent.</source>
        <translation>可记录正式材料包已报送。</translation>
    </message>
    <message>
        <source>A correction is owed: the package is built anew with what was asked for.</source>
        <translation>须补正：按要求重新生成材料包。</translation>
    </message>
    <message>
        <source>No final package follows this proposal; another proposal may.</source>
        <translation>此建议稿之后没有正式材料包；可另提建议稿。</translation>
    </message>
</context>
<context>
    <name>AnswerDialog</name>
    <message>
        <source>Write answer</source>
        <translation>写答复</translation>
    </message>
    <message>
        <source>Your signed verdicts, their comments, and your signature of the round if you gave one. Nothing else of this computer. You sign that this is all that you have to say about the round.</source>
        <translation>您签署的决定及其意见，以及您对本轮的签名（如有）。不含本机的任何其他内容。您签署确认：对本轮的意见到此为止。</translation>
    </message>
    <message>
        <source>The roster&apos;s keeper can read it too</source>
        <translation>名册保管人也可以读取</translation>
    </message>
    <message>
        <source>Answer file</source>
        <translation>答复文件</translation>
    </message>
    <message>
        <source>Sign and write the answer</source>
        <translation>签署并写出答复</translation>
    </message>
    <message>
        <source>Your verdicts: approved {approved}, rejected {rejected}, approved if {conditional}, recused {recused}; without your verdict: {open}.</source>
        <translation>您的决定：批准 {approved}，退回 {rejected}，有条件批准 {conditional}，回避 {recused}；您尚未决定：{open}。</translation>
    </message>
    <message>
        <source>Writing the answer</source>
        <translation>正在写出答复</translation>
    </message>
    <message>
        <source>The answer is written</source>
        <translation>答复已写出</translation>
    </message>
    <message>
        <source>{size}; verdicts: {count}; round signed: {signed}</source>
        <translation>{size}；决定：{count}；本轮已签署：{signed}</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Send this file back to {names}; only they can read it.</source>
        <translation>请把此文件发回 {names}；只有他们能读取。</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>Something went wrong inside Codebinder ({where}). Your work is saved.</source>
        <translation>Codebinder 内部出错（{where}）。您的工作已保存。</translation>
    </message>
</context>
<context>
    <name>AreaEditor</name>
    <message>
        <source>{count} of at most {most} characters</source>
        <translation>{count} 字，最多 {most} 字</translation>
    </message>
</context>
<context>
    <name>Arrivals</name>
    <message>
        <source>What is this file?</source>
        <translation>这是什么文件？</translation>
    </message>
    <message>
        <source>It is encrypted, so only its reader sees what it holds.</source>
        <translation>文件已加密，只有收件人才能看到内容。</translation>
    </message>
    <message>
        <source>A packet that I was asked to review</source>
        <translation>请我审核的审核包</translation>
    </message>
    <message>
        <source>A reviewer&apos;s answer to my packet</source>
        <translation>审核人对我的审核包的答复</translation>
    </message>
    <message>
        <source>An opening of a package</source>
        <translation>材料包的开示文件</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>AsideDialog</name>
    <message>
        <source>Kept aside</source>
        <translation>搁置的内容</translation>
    </message>
    <message>
        <source>These fit the template no more. They leave with no package, and come back by themselves when a version or a screen asks for them again.</source>
        <translation>这些内容已不符合模板。它们不会随任何材料包送出；当某个版本或筛查单再次要求时会自动恢复。</translation>
    </message>
    <message>
        <source>What was asked</source>
        <translation>所问内容</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>What was answered</source>
        <translation>所作回答</translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
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
    <name>Asker</name>
    <message>
        <source>Passphrase of your keys</source>
        <translation>密钥口令</translation>
    </message>
</context>
<context>
    <name>AssociationPanel</name>
    <message>
        <source>Looking…</source>
        <translation>正在查看…</translation>
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
        <source>A double click on a workbook, packet, answer, opening or package opens it here.</source>
        <translation>双击工作簿、审核包、答复、开示文件或材料包，即在此打开。</translation>
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
        <source>Codebinder was installed for everybody here, and a double click on its files opens it.</source>
        <translation>Codebinder 已为本机所有用户安装，双击其文件即可打开。</translation>
    </message>
    <message>
        <source>The app itself says what it opens; there is nothing to set here.</source>
        <translation>应用本身已声明它打开的文件；此处无需设置。</translation>
    </message>
</context>
<context>
    <name>AttachDialog</name>
    <message>
        <source>Add a screen</source>
        <translation>添加筛查单</translation>
    </message>
    <message>
        <source>Its questions are asked in this filing from now on, and are signed with it.</source>
        <translation>从现在起，本申报将包含其问题，并随申报一同签署。</translation>
    </message>
    <message>
        <source>Screens</source>
        <translation>筛查单</translation>
    </message>
    <message>
        <source>Add it</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>{count} questions</source>
        <translation>{count}个问题</translation>
    </message>
    <message>
        <source>proposed by the template</source>
        <translation>模板建议</translation>
    </message>
</context>
<context>
    <name>AuditDialog</name>
    <message>
        <source>Audit report</source>
        <translation>审计报告</translation>
    </message>
    <message>
        <source>Times are claims of the computers that wrote them. It holds ids, counts and names of people, nothing of any content.</source>
        <translation>时间均为写入计算机自称的时间。仅含编号、数量与人名，不含任何内容。</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter by any text</source>
        <translation>按任意文字筛选</translation>
    </message>
    <message>
        <source>Check against a packet or package…</source>
        <translation>与审核包或材料包核对…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Who did what when</source>
        <translation>何人何时做了何事</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>何人</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>About</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Particulars</source>
        <translation>细节</translation>
    </message>
    <message>
        <source>What was signed</source>
        <translation>签署了什么</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Filing</source>
        <translation>申报</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>提交时间</translation>
    </message>
    <message>
        <source>Submitted by</source>
        <translation>提交人</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Checking the audit chain</source>
        <translation>正在检查审计链</translation>
    </message>
    <message>
        <source>The audit chain is not whole: {count} faults.</source>
        <translation>审计链不完整：{count} 处错误。</translation>
    </message>
    <message>
        <source>The chain is whole: {count} rows, none missing or changed. Newest row {row}: {digest}</source>
        <translation>审计链完整：{count} 行，无缺失或更改。最新一行 {row}：{digest}</translation>
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
    <name>BillOffer</name>
    <message>
        <source>Or write it from the form&apos;s table of components:</source>
        <translation>或根据表单中的组件表生成：</translation>
    </message>
    <message>
        <source>Write a bill of materials, {format}</source>
        <translation>生成物料清单（{format}）</translation>
    </message>
    <message>
        <source>Write a bill of materials</source>
        <translation>生成物料清单</translation>
    </message>
    <message>
        <source>Writing a bill of materials</source>
        <translation>正在生成物料清单</translation>
    </message>
    <message>
        <source>Written: {path} ({count} components beside the product).</source>
        <translation>已生成：{path}（除产品本身外 {count} 个组件）。</translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message>
        <source>the roster&apos;s keeper, {name}</source>
        <translation>名册保管人 {name}</translation>
    </message>
    <message>
        <source>the roster&apos;s keeper</source>
        <translation>名册保管人</translation>
    </message>
    <message>
        <source>somebody of the role {role}</source>
        <translation>角色为 {role} 的人</translation>
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
        <source>Approve only if something holds. Chosen: {count}</source>
        <translation>仅在满足条件时批准。已选：{count}</translation>
    </message>
    <message>
        <source>Approve if</source>
        <translation>有条件批准</translation>
    </message>
    <message>
        <source>The condition, for the proposer</source>
        <translation>给提出人的条件</translation>
    </message>
    <message>
        <source>Recuse yourself: somebody else must decide this. Chosen: {count}</source>
        <translation>回避：须由他人决定。已选：{count}</translation>
    </message>
    <message>
        <source>Recuse</source>
        <translation>回避</translation>
    </message>
    <message>
        <source>Why (may stay empty)</source>
        <translation>原因（可留空）</translation>
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
        <source>Taking back</source>
        <translation>正在收回</translation>
    </message>
    <message>
        <source>Settling</source>
        <translation>正在裁定</translation>
    </message>
    <message>
        <source>Signing that it is met</source>
        <translation>正在签署条件已满足</translation>
    </message>
    <message>
        <source>Checking every byte, then signing</source>
        <translation>逐字节核对，然后签名</translation>
    </message>
    <message>
        <source>Signed. Now write your answer and send it back.</source>
        <translation>已签署。现在请写出答复并发回。</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>映像图</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>自述信息</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>源代码</translation>
    </message>
    <message>
        <source>Disclosure</source>
        <translation>披露方式</translation>
    </message>
    <message>
        <source>How built</source>
        <translation>构建方式</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Other programs</source>
        <translation>其他程序</translation>
    </message>
    <message>
        <source>{name} has not been read yet.</source>
        <translation>{name} 尚未读取。</translation>
    </message>
    <message>
        <source>Not scanned for secrets yet: scan</source>
        <translation>尚未扫描秘密：扫描</translation>
    </message>
    <message>
        <source>Findings inside: {count} to decide</source>
        <translation>内部发现：{count} 项待决定</translation>
    </message>
    <message>
        <source>Findings inside: {count}, all decided</source>
        <translation>内部发现：{count} 项，均已决定</translation>
    </message>
    <message>
        <source>No secret was found inside</source>
        <translation>内部未发现秘密</translation>
    </message>
    <message>
        <source>Sources explain {percent} of its strings</source>
        <translation>源代码可解释其 {percent} 的字符串</translation>
    </message>
    <message>
        <source>Compared with the sources: outdated</source>
        <translation>与源代码的比较：已过期</translation>
    </message>
    <message>
        <source>Not compared with the sources yet</source>
        <translation>尚未与源代码比较</translation>
    </message>
    <message>
        <source>Disclosed: {how}</source>
        <translation>披露方式：{how}</translation>
    </message>
    <message>
        <source>{disclosed}, {count} hidden</source>
        <translation>{disclosed}，隐藏 {count} 处</translation>
    </message>
    <message>
        <source>Only an image that is disclosed redacted has hidden stretches: choose that first.</source>
        <translation>只有披露方式为“部分隐藏”的映像才能隐藏片段：请先选择该方式。</translation>
    </message>
    <message>
        <source>This is packed: the whole packed part that holds it is hidden.</source>
        <translation>此处为打包内容：将隐藏包含它的整个打包部分。</translation>
    </message>
</context>
<context>
    <name>Browser</name>
    <message>
        <source>Search templates</source>
        <translation>搜索模板</translation>
    </message>
    <message>
        <source>What do you have to do?</source>
        <translation>您要办理什么？</translation>
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
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>How sure</source>
        <translation>确定程度</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>归属</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
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
        <source>Any kind</source>
        <translation>任何种类</translation>
    </message>
    <message>
        <source>However sure</source>
        <translation>任何确定程度</translation>
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
        <source>Everybody&apos;s</source>
        <translation>全部来源</translation>
    </message>
</context>
<context>
    <name>BuildFacts</name>
    <message>
        <source>Toolchain</source>
        <translation>工具链</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Built by</source>
        <translation>构建者</translation>
    </message>
    <message>
        <source>Built on</source>
        <translation>构建日期</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>构建环境</translation>
    </message>
    <message>
        <source>Reproducible</source>
        <translation>可重现</translation>
    </message>
    <message>
        <source>Built again</source>
        <translation>再次构建</translation>
    </message>
    <message>
        <source>Declared reproducible, but the image that was built again differs from this one.</source>
        <translation>声明为可重现，但再次构建的映像与此映像不同。</translation>
    </message>
    <message>
        <source>Declared reproducible, but the time of a build stands in the image: {seen}. Is that time fixed?</source>
        <translation>声明为可重现，但映像中含有构建时间：{seen}。该时间是固定的吗？</translation>
    </message>
    <message>
        <source>Declared built on {day}, but the image names a later day: {seen}.</source>
        <translation>声明的构建日期为 {day}，但映像中有更晚的日期：{seen}。</translation>
    </message>
    <message>
        <source>Declared toolchain: {declared}. The image names another: {seen}.</source>
        <translation>声明的工具链：{declared}。映像中为另一个：{seen}。</translation>
    </message>
</context>
<context>
    <name>BuildTab</name>
    <message>
        <source>You declare it, and it stands in the papers as a declaration. Nothing is built or run here.</source>
        <translation>由您声明，并作为声明写入文件。此处不构建、不运行任何内容。</translation>
    </message>
    <message>
        <source>Built again</source>
        <translation>再次构建</translation>
    </message>
    <message>
        <source>Compare with one built again…</source>
        <translation>与再次构建的映像比较…</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>yes: the same bytes each time</source>
        <translation>是：每次字节相同</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>YYYY-MM-DD</source>
        <translation>YYYY-MM-DD</translation>
    </message>
    <message>
        <source>Nobody has compared this image with one that was built again yet.</source>
        <translation>尚未与再次构建的映像比较。</translation>
    </message>
    <message>
        <source>An image that was built again has the same bytes.</source>
        <translation>再次构建的映像字节相同。</translation>
    </message>
    <message>
        <source>An image that was built again differs: {bytes} of {size} bytes, in {regions} regions.</source>
        <translation>再次构建的映像有差异：{size} 字节中有 {bytes} 字节不同，涉及 {regions} 个区域。</translation>
    </message>
    <message>
        <source>Noting how it was built</source>
        <translation>正在记录构建方式</translation>
    </message>
    <message>
        <source>The image that was built again</source>
        <translation>再次构建的映像</translation>
    </message>
</context>
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
        <translation>…另有 {count} 处</translation>
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
    <name>Carry</name>
    <message>
        <source>same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>已移动</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>ambiguous</source>
        <translation>不明确</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>已不存在</translation>
    </message>
    <message>
        <source>the same bytes at the same place: the decision holds</source>
        <translation>同一位置、相同字节：决定继续有效</translation>
    </message>
    <message>
        <source>the same bytes at another place: carried over, look at them</source>
        <translation>相同字节在另一位置：已沿用，请查看</translation>
    </message>
    <message>
        <source>what was hidden reads differently now: back to you</source>
        <translation>原隐藏内容现已不同：退回给您</translation>
    </message>
    <message>
        <source>several places fit: back to you</source>
        <translation>有多处相符：退回给您</translation>
    </message>
    <message>
        <source>what was hidden is nowhere any more</source>
        <translation>原隐藏内容已不存在</translation>
    </message>
</context>
<context>
    <name>CarryDialog</name>
    <message>
        <source>What becomes of the redactions in {name}</source>
        <translation>{name} 中各处隐藏的去向</translation>
    </message>
    <message>
        <source>From {old} to {new}. Nothing has been changed yet.</source>
        <translation>从 {old} 到 {new}。尚未作任何更改。</translation>
    </message>
    <message>
        <source>From {old} to {new}, as it was done.</source>
        <translation>从 {old} 到 {new}，已完成。</translation>
    </message>
    <message>
        <source>Redactions that come back to you: {count}. Choose their new place on the redaction page, or drop them with a note; until then nothing can be submitted.</source>
        <translation>退回给您的隐藏：{count} 处。请在隐藏处理页选择新位置，或附说明放弃；在此之前无法提交。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Move to this commit</source>
        <translation>改用此提交</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>CarryView</name>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Redaction</source>
        <translation>隐藏项</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>原位置</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现位置</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Redactions and what became of them</source>
        <translation>各处隐藏及其去向</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>New findings are known after the next scan.</source>
        <translation>新的发现项在下次扫描后可知。</translation>
    </message>
    <message>
        <source>New findings that nobody has decided: {count}. They are listed apart, in the queue.</source>
        <translation>尚无人决定的新发现项：{count} 个。它们另列在队列中。</translation>
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
        <source>{count} of {all} left</source>
        <translation>剩 {count}/{all}</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>已决定</translation>
    </message>
</context>
<context>
    <name>CasePanel</name>
    <message>
        <source>{count} alike</source>
        <translation>{count} 项相同</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>…另有 {count} 处</translation>
    </message>
    <message>
        <source>Samples from all over it</source>
        <translation>各处的样例</translation>
    </message>
</context>
<context>
    <name>Cells</name>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>a date, YYYY-MM-DD</source>
        <translation>日期，YYYY-MM-DD</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>是或否</translation>
    </message>
    <message>
        <source>one of a list</source>
        <translation>从列表中选择</translation>
    </message>
    <message>
        <source>at most {count} characters</source>
        <translation>最多 {count} 个字符</translation>
    </message>
</context>
<context>
    <name>CertificateDialog</name>
    <message>
        <source>Certificate of {name}</source>
        <translation>{name} 的证书</translation>
    </message>
    <message>
        <source>Only the certificate is read, never its private key. She signs approval.pdf with it where she reviews.</source>
        <translation>只读取证书，绝不读取其私钥。她在审核处用它签署 approval.pdf。</translation>
    </message>
    <message>
        <source>Sign the binding</source>
        <translation>签署绑定</translation>
    </message>
    <message>
        <source>Certificate (.cer, .crt, .pem)</source>
        <translation>证书（.cer、.crt、.pem）</translation>
    </message>
    <message>
        <source>Certificates (*.cer *.crt *.der *.pem);;All files (*)</source>
        <translation>证书 (*.cer *.crt *.der *.pem);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>The roster will say that this certificate is {name}&apos;s: {file}</source>
        <translation>名册将写明此证书属于 {name}：{file}</translation>
    </message>
    <message>
        <source>It takes the place of {subject}.</source>
        <translation>它取代 {subject}。</translation>
    </message>
    <message>
        <source>Whoever issued it vouches for the name in it; Codebinder does not ask them.</source>
        <translation>证书中的姓名由签发者担保；Codebinder 不向其查询。</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>没有这个文件。</translation>
    </message>
    <message>
        <source>This is too large for a certificate.</source>
        <translation>作为证书过大。</translation>
    </message>
</context>
<context>
    <name>CertificateFields</name>
    <message>
        <source>Sign the approval page with my certificate too</source>
        <translation>同时用我的证书签署批准页</translation>
    </message>
    <message>
        <source>PKCS#12 file (.p12, .pfx)</source>
        <translation>PKCS#12 文件（.p12、.pfx）</translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation>证书文件</translation>
    </message>
    <message>
        <source>its passphrase</source>
        <translation>证书口令</translation>
    </message>
    <message>
        <source>Passphrase of the certificate</source>
        <translation>证书口令</translation>
    </message>
    <message>
        <source>Certificates (*.p12 *.pfx);;All files (*)</source>
        <translation>证书 (*.p12 *.pfx);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>ChoiceEditor</name>
    <message>
        <source>Choose…</source>
        <translation>请选择…</translation>
    </message>
</context>
<context>
    <name>ChosenPane</name>
    <message>
        <source>{fields} answers and {others} other things, depending on the product</source>
        <translation>{fields} 项填写内容和 {others} 项其他材料，视产品而定</translation>
    </message>
    <message>
        <source>Nothing may be hidden.</source>
        <translation>不得隐藏任何内容。</translation>
    </message>
    <message>
        <source>Parts may be hidden, up to a share of {ceiling}.</source>
        <translation>可隐藏部分内容，比例不超过 {ceiling}。</translation>
    </message>
    <message>
        <source>Parts may be hidden; no ceiling is stated.</source>
        <translation>可隐藏部分内容，未规定上限。</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source> · {count} rules are inferred by this template, not read in a source</source>
        <translation> · 有 {count} 条规则为本模板推断，并非出自资料</translation>
    </message>
    <message>
        <source>Authority</source>
        <translation>主管机关</translation>
    </message>
    <message>
        <source>Asks for</source>
        <translation>要求</translation>
    </message>
    <message>
        <source>Redaction</source>
        <translation>隐藏处理</translation>
    </message>
    <message>
        <source>How sure the rules are</source>
        <translation>规则的确定程度</translation>
    </message>
    <message>
        <source>Legal basis</source>
        <translation>法律依据</translation>
    </message>
</context>
<context>
    <name>ClawView</name>
    <message>
        <source>Begin a claw-back…</source>
        <translation>开始追回…</translation>
    </message>
    <message>
        <source>Nothing was sent that could be clawed back.</source>
        <translation>尚未报送任何可追回之物。</translation>
    </message>
    <message>
        <source>If something left that should not have: redact it here first, then begin. A notice goes to each recipient and does not repeat the content; receipts of destruction come back; a new package takes its place.</source>
        <translation>若报送了不应报送的内容：先在此处隐藏，然后开始。向每位接收方发出不重复内容的通知；收到销毁回执；以新材料包取代。</translation>
    </message>
    <message>
        <source>Nothing was clawed back</source>
        <translation>没有追回</translation>
    </message>
    <message>
        <source>open: waiting for {people}</source>
        <translation>未了结：等待 {people}</translation>
    </message>
    <message>
        <source>Claw-back of {day}, package {digest}</source>
        <translation>{day} 的追回，材料包 {digest}</translation>
    </message>
    <message>
        <source>every recipient has confirmed</source>
        <translation>每位接收方均已确认</translation>
    </message>
    <message>
        <source>range {number}</source>
        <translation>范围 {number}</translation>
    </message>
    <message>
        <source>What: {list}</source>
        <translation>内容：{list}</translation>
    </message>
    <message>
        <source>the whole package</source>
        <translation>整个材料包</translation>
    </message>
    <message>
        <source>Basis: {text}</source>
        <translation>依据：{text}</translation>
    </message>
    <message>
        <source>Notices written to: {people}</source>
        <translation>已致函：{people}</translation>
    </message>
    <message>
        <source>{day} · {who} confirmed destruction or return</source>
        <translation>{day} · {who} 确认已销毁或退还</translation>
    </message>
    <message>
        <source>Receipt from {who}</source>
        <translation>{who} 的回执</translation>
    </message>
    <message>
        <source>Replacement: which filing takes its place</source>
        <translation>替换：由哪份申报取代</translation>
    </message>
    <message>
        <source>Replaced by {filing}, package {digest}</source>
        <translation>由 {filing} 取代，材料包 {digest}</translation>
    </message>
    <message>
        <source>Replaced by {filing}: its package is not built yet</source>
        <translation>由 {filing} 取代：其材料包尚未生成</translation>
    </message>
    <message>
        <source>A step that was taken…</source>
        <translation>已采取的步骤…</translation>
    </message>
    <message>
        <source>Receipt of destruction…</source>
        <translation>销毁回执…</translation>
    </message>
    <message>
        <source>Replacement…</source>
        <translation>替换…</translation>
    </message>
</context>
<context>
    <name>ClawbackAct</name>
    <message>
        <source>{filing}: claw back</source>
        <translation>{filing}：追回</translation>
    </message>
    <message>
        <source>First redact in the workbook what slipped through: then the notice is searched for it, and can&apos;t repeat it.</source>
        <translation>请先在工作簿中隐藏漏出的内容：通知随后据此检查，不会重复该内容。</translation>
    </message>
    <message>
        <source>Write the notices</source>
        <translation>写出通知</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>材料包</translation>
    </message>
    <message>
        <source>Files, one a line</source>
        <translation>文件，每行一个</translation>
    </message>
    <message>
        <source>Hidden ranges, by number</source>
        <translation>隐藏范围（编号）</translation>
    </message>
    <message>
        <source>parted by commas; nothing: all of it</source>
        <translation>以逗号分隔；留空：全部</translation>
    </message>
    <message>
        <source>Legal basis, printed</source>
        <translation>法律依据（将印出）</translation>
    </message>
    <message>
        <source>On</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Reference number</source>
        <translation>文号</translation>
    </message>
    <message>
        <source>Notice (PDF)</source>
        <translation>通知（PDF）</translation>
    </message>
    <message>
        <source>Note, stays inside</source>
        <translation>备注（不外传）</translation>
    </message>
    <message>
        <source>As the package&apos;s manifest names them, with lines as PATH:A-B</source>
        <translation>按材料包清单中的名称，行写作 路径:A-B</translation>
    </message>
    <message>
        <source>A notice for each recipient ({count}): {people}. It names places by file, line and number only.</source>
        <translation>每位接收方一份通知（{count}）：{people}。通知仅以文件、行和编号指明位置。</translation>
    </message>
    <message>
        <source>Hidden ranges are numbers, parted by commas.</source>
        <translation>隐藏范围为编号，以逗号分隔。</translation>
    </message>
    <message>
        <source>No place is named: the whole package is clawed back.</source>
        <translation>未指明位置：追回整个材料包。</translation>
    </message>
    <message>
        <source>Notices written: {count}. Send them, and record what comes back.</source>
        <translation>已写出通知 {count} 份。请寄出，并记录回复。</translation>
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
        <source>Don&apos;t close</source>
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
    <name>CodeView</name>
    <message>
        <source>line {line}</source>
        <translation>第 {line} 行</translation>
    </message>
    <message>
        <source>… {count} more bytes on this line</source>
        <translation>…本行还有 {count} 字节</translation>
    </message>
</context>
<context>
    <name>CompareTab</name>
    <message>
        <source>Compare with</source>
        <translation>比较对象</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Compare with a file…</source>
        <translation>与文件比较…</translation>
    </message>
    <message>
        <source>Save as PDF or JSON…</source>
        <translation>保存为 PDF 或 JSON…</translation>
    </message>
    <message>
        <source>What differs from another image?</source>
        <translation>与另一个映像有何不同？</translation>
    </message>
    <message>
        <source>Two versions, the variants for two markets, or the filed image and one that was built again: compared region by region, file by file, and by what they say. Nothing of it is published.</source>
        <translation>两个版本、面向两个市场的变体，或所申报的映像与再次构建的映像：逐区域、逐文件并按自述信息比较。结果不会公开。</translation>
    </message>
    <message>
        <source>What of the comparison is listed</source>
        <translation>列出比较的哪一部分</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>此映像</translation>
    </message>
    <message>
        <source>There</source>
        <translation>另一映像</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Regions that differ</source>
        <translation>不同的区域</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Only</source>
        <translation>仅因</translation>
    </message>
    <message>
        <source>Differing bytes</source>
        <translation>不同字节</translation>
    </message>
    <message>
        <source>Files that differ</source>
        <translation>不同的文件</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Strings that stand in one image only</source>
        <translation>仅存在于一个映像的字符串</translation>
    </message>
    <message>
        <source>Stands</source>
        <translation>位于</translation>
    </message>
    <message>
        <source>String</source>
        <translation>字符串</translation>
    </message>
    <message>
        <source>What one image only says of itself</source>
        <translation>仅一个映像的自述信息</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Beside it</source>
        <translation>附注</translation>
    </message>
    <message>
        <source>Where first</source>
        <translation>首次出现位置</translation>
    </message>
    <message>
        <source>{name}: {size}</source>
        <translation>{name}：{size}</translation>
    </message>
    <message>
        <source>Map of {name}</source>
        <translation>{name} 的映像图</translation>
    </message>
    <message>
        <source>Both images have the same bytes.</source>
        <translation>两个映像字节相同。</translation>
    </message>
    <message>
        <source>The images differ. Regions: {regions}. Files: {files} differ, {same} are the same.</source>
        <translation>两个映像不同。区域：{regions}。文件：{files} 个不同，{same} 个相同。</translation>
    </message>
    <message>
        <source>only here</source>
        <translation>仅此映像</translation>
    </message>
    <message>
        <source>only there</source>
        <translation>仅另一映像</translation>
    </message>
    <message>
        <source>Regions ({count})</source>
        <translation>区域（{count}）</translation>
    </message>
    <message>
        <source>Files ({count})</source>
        <translation>文件（{count}）</translation>
    </message>
    <message>
        <source>Strings ({count})</source>
        <translation>字符串（{count}）</translation>
    </message>
    <message>
        <source>What they say ({count})</source>
        <translation>自述信息（{count}）</translation>
    </message>
    <message>
        <source>Both maps</source>
        <translation>两个映像图</translation>
    </message>
    <message>
        <source>Compare with an image</source>
        <translation>与映像比较</translation>
    </message>
    <message>
        <source>PDF (*.pdf);;JSON (*.json)</source>
        <translation>PDF (*.pdf);;JSON (*.json)</translation>
    </message>
    <message>
        <source>Save what differs to a new file</source>
        <translation>将差异保存到新文件</translation>
    </message>
    <message>
        <source>Writing what differs</source>
        <translation>正在写入差异</translation>
    </message>
    <message>
        <source>{name} is written. It stays in the house.</source>
        <translation>{name} 已写入。仅供内部使用。</translation>
    </message>
</context>
<context>
    <name>ContentsModel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>What could not be read</source>
        <translation>未能读取的内容</translation>
    </message>
    <message>
        <source>{count} bytes</source>
        <translation>{count} 字节</translation>
    </message>
</context>
<context>
    <name>ContentsTab</name>
    <message>
        <source>Filter the contents</source>
        <translation>筛选内容</translation>
    </message>
    <message>
        <source>Path, format or SHA-256</source>
        <translation>路径、格式或 SHA-256</translation>
    </message>
    <message>
        <source>Only what could not be read whole</source>
        <translation>仅显示未能完整读取的</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show it (B)</source>
        <translation>显示 (B)</translation>
    </message>
    <message>
        <source>Save to a file…</source>
        <translation>保存到文件…</translation>
    </message>
    <message>
        <source>Save it (S)</source>
        <translation>保存 (S)</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>在映像图中显示</translation>
    </message>
    <message>
        <source>Contents of the image</source>
        <translation>映像的内容</translation>
    </message>
    <message>
        <source>Only what could not be read whole ({count})</source>
        <translation>仅显示未能完整读取的（{count}）</translation>
    </message>
    <message>
        <source>{count} things</source>
        <translation>{count} 项</translation>
    </message>
    <message>
        <source>{count} fit; the first {shown} are listed</source>
        <translation>{count} 项符合；列出前 {shown} 项</translation>
    </message>
    <message>
        <source>{count} fit</source>
        <translation>{count} 项符合</translation>
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
        <translation>请更正声明，或说明理由并决定；审核人会看到该理由。</translation>
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
        <source>Why what is stated holds</source>
        <translation>为何所述成立</translation>
    </message>
</context>
<context>
    <name>CopiesDialog</name>
    <message>
        <source>Delivery copies</source>
        <translation>交付副本</translation>
    </message>
    <message>
        <source>Each recipient gets a numbered copy of the same package. The package&apos;s SHA-256 identifies all of them.</source>
        <translation>每个收件方获得同一材料包的编号副本，以材料包的 SHA-256 作为共同标识。</translation>
    </message>
    <message>
        <source>Make copies</source>
        <translation>制作副本</translation>
    </message>
    <message>
        <source>SHA-256 {digest}</source>
        <translation>SHA-256 {digest}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Recipients, one a line</source>
        <translation>收件方（每行一个）</translation>
    </message>
    <message>
        <source>Encrypted (AES-256), with a passphrase slip for each copy</source>
        <translation>加密（AES-256），每份副本附口令单</translation>
    </message>
    <message>
        <source>Cut into files of at most</source>
        <translation>分割为文件，每个不超过</translation>
    </message>
    <message>
        <source>Megabytes a file</source>
        <translation>每个文件的兆字节数</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>Folder for the copies</source>
        <translation>副本文件夹</translation>
    </message>
    <message>
        <source>Folder for the slips</source>
        <translation>口令单文件夹</translation>
    </message>
    <message>
        <source>another folder, never with the copies</source>
        <translation>另一文件夹，不与副本放在一起</translation>
    </message>
    <message>
        <source>{count} copies made, each of {files} files ({size}).</source>
        <translation>已制作 {count} 份副本，每份 {files} 个文件（{size}）。</translation>
    </message>
    <message>
        <source>Copies: {folder}</source>
        <translation>副本：{folder}</translation>
    </message>
    <message>
        <source>Passphrase slips, to go by another way: {folder}</source>
        <translation>口令单（请另行送达）：{folder}</translation>
    </message>
    <message>
        <source>Cancelled. Nothing half-done was kept.</source>
        <translation>已取消，未保留任何未完成的内容。</translation>
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
    <name>Counsel</name>
    <message>
        <source>rule unclear</source>
        <translation>规则不明确</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>省略</translation>
    </message>
    <message>
        <source>contradiction</source>
        <translation>矛盾</translation>
    </message>
</context>
<context>
    <name>CounselDialog</name>
    <message>
        <source>For counsel</source>
        <translation>供法律顾问过目</translation>
    </message>
    <message>
        <source>Nothing to look at</source>
        <translation>无须过目</translation>
    </message>
    <message>
        <source>No rule is unclear here, nothing was left out, and nothing is contradicted.</source>
        <translation>此处没有不明确的规则，没有省略，也没有矛盾。</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
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
    <name>CustodyAct</name>
    <message>
        <source>Chain-of-custody form</source>
        <translation>保管链表</translation>
    </message>
    <message>
        <source>Travels with the medium: every transfer so far, and lines for those to come.</source>
        <translation>随介质同行：记载迄今每次交接，并留有后续交接的空行。</translation>
    </message>
    <message>
        <source>Write the form</source>
        <translation>写出表格</translation>
    </message>
    <message>
        <source>Blank transfers</source>
        <translation>空白交接行</translation>
    </message>
    <message>
        <source>Form (PDF)</source>
        <translation>表格（PDF）</translation>
    </message>
    <message>
        <source>The form is written: {name}</source>
        <translation>表格已写出：{name}</translation>
    </message>
</context>
<context>
    <name>DateEditor</name>
    <message>
        <source>YYYY-MM-DD</source>
        <translation>YYYY-MM-DD</translation>
    </message>
    <message>
        <source>Calendar…</source>
        <translation>日历…</translation>
    </message>
    <message>
        <source>Use this date</source>
        <translation>使用此日期</translation>
    </message>
</context>
<context>
    <name>Deadlines</name>
    <message>
        <source>Deadlines</source>
        <translation>期限</translation>
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
    <name>DeclarationEditor</name>
    <message>
        <source>We declare this</source>
        <translation>我方作此声明</translation>
    </message>
</context>
<context>
    <name>DelegateDialog</name>
    <message>
        <source>Delegate</source>
        <translation>委托</translation>
    </message>
    <message>
        <source>While one is away another signs in her place. Such a signature counts for both persons: neither counts twice, and neither may have proposed.</source>
        <translation>一人不在时由另一人代签。这样的签名算作两人的：两人都不重复计算，且都不得是提出人。</translation>
    </message>
    <message>
        <source>Sign the delegation</source>
        <translation>签署委托</translation>
    </message>
    <message>
        <source>Whose duties</source>
        <translation>谁的职责</translation>
    </message>
    <message>
        <source>Who takes them</source>
        <translation>由谁代行</translation>
    </message>
    <message>
        <source>Filing</source>
        <translation>申报</translation>
    </message>
    <message>
        <source>every filing of this workbook</source>
        <translation>本工作簿的所有申报</translation>
    </message>
    <message>
        <source>up to and with</source>
        <translation>至（含当日）</translation>
    </message>
    <message>
        <source>until the roster says otherwise</source>
        <translation>直至名册另有规定</translation>
    </message>
    <message>
        <source>May</source>
        <translation>可以</translation>
    </message>
    <message>
        <source>In</source>
        <translation>所在</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>多久</translation>
    </message>
    <message>
        <source>Nobody stands in for herself: choose another person.</source>
        <translation>无人能代自己：请选择另一人。</translation>
    </message>
    <message>
        <source>{taker} may sign in the place of {giver}: {duties}.</source>
        <translation>{taker} 可代 {giver} 签名：{duties}。</translation>
    </message>
    <message>
        <source>In {filing}, up to and with {day}.</source>
        <translation>限于{filing}，至 {day}（含当日）。</translation>
    </message>
    <message>
        <source>In {filing}, until you end it.</source>
        <translation>限于{filing}，直至您终止。</translation>
    </message>
    <message>
        <source>The day is compared with the times that signatures claim; a computer&apos;s clock can be wrong.</source>
        <translation>该日期与签名所称的时间比较；计算机时钟可能不准。</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>No filing is open.</source>
        <translation>没有打开的申报。</translation>
    </message>
    <message>
        <source>Open or begin one first.</source>
        <translation>请先打开或新建申报。</translation>
    </message>
    <message>
        <source>Opening the workbook</source>
        <translation>正在打开工作簿</translation>
    </message>
    <message>
        <source>Making the workbook</source>
        <translation>正在新建工作簿</translation>
    </message>
    <message>
        <source>It is open in another window of yours, which was brought to front.</source>
        <translation>它已在您的另一个窗口中打开，该窗口已移到最前。</translation>
    </message>
    <message>
        <source>Cancelled. Nothing half-done was kept.</source>
        <translation>已取消，未留下任何半成品。</translation>
    </message>
</context>
<context>
    <name>DestroyedAct</name>
    <message>
        <source>Receipt of destruction or return</source>
        <translation>销毁或退还回执</translation>
    </message>
    <message>
        <source>The claw-back is open until every recipient has given one.</source>
        <translation>每位接收方都出具回执之前，追回未了结。</translation>
    </message>
    <message>
        <source>Write it down</source>
        <translation>记入</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>On</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Note, stays inside</source>
        <translation>备注（不外传）</translation>
    </message>
</context>
<context>
    <name>DetachDialog</name>
    <message>
        <source>Take a screen off</source>
        <translation>移除筛查单</translation>
    </message>
    <message>
        <source>{name} is not asked any more. What was answered and supplied is kept aside in this workbook, and comes back with the screen.</source>
        <translation>不再询问“{name}”。已作的回答和已提供的文件搁置保存在本工作簿中，重新附加筛查单时恢复。</translation>
    </message>
    <message>
        <source>Take it off</source>
        <translation>移除</translation>
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
        <translation>错误</translation>
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
        <translation>开始申报…</translation>
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
        <translation>主管机关</translation>
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
        <translation>使用它的申报</translation>
    </message>
    <message>
        <source>from {begin} to {end}</source>
        <translation>{begin} 至 {end}</translation>
    </message>
    <message>
        <source>Applies</source>
        <translation>适用期间</translation>
    </message>
    <message>
        <source>Look at it again by</source>
        <translation>重新核对期限</translation>
    </message>
    <message>
        <source>Proposes the screens</source>
        <translation>建议的筛查单</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>版本 {number}</translation>
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
    <name>DetailsForm</name>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>To</source>
        <translation>收件人</translation>
    </message>
    <message>
        <source>Cc</source>
        <translation>抄送</translation>
    </message>
    <message>
        <source>Bcc</source>
        <translation>密送</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Custodian</source>
        <translation>保管者</translation>
    </message>
    <message>
        <source>Attorneys</source>
        <translation>律师</translation>
    </message>
    <message>
        <source>Type of document</source>
        <translation>文件类型</translation>
    </message>
    <message>
        <source>Authors, one a line: name; affiliation; * for an attorney</source>
        <translation>作者，每行一位：姓名; 所属单位; 律师加 *</translation>
    </message>
    <message>
        <source>Description that does not reveal the content</source>
        <translation>不泄露内容的描述</translation>
    </message>
    <message>
        <source>Authors</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
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
    <name>Dialogs</name>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Workbooks (*.codebinder);;All files (*)</source>
        <translation>工作簿 (*.codebinder);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Open workbook</source>
        <translation>打开工作簿</translation>
    </message>
</context>
<context>
    <name>DiscloseTab</name>
    <message>
        <source>The recipient gets every byte. The package tells the map, the contents with digests, what the image says of itself, and its tie to the sources.</source>
        <translation>接收方得到全部字节。材料包中写明映像图、带摘要的内容、映像的自述信息及其与源代码的关联。</translation>
    </message>
    <message>
        <source>The recipient gets the image with the stretches below filled. Checksums and hashes over them are hidden along, and no digest of anything that encloses them is told. Map and tie are told of the image as it leaves.</source>
        <translation>接收方得到的映像中，下列片段已被填充。覆盖这些片段的校验和与哈希值一并隐藏，也不写明包含它们的任何部分的摘要。映像图与关联均按提交时的映像给出。</translation>
    </message>
    <message>
        <source>The recipient gets size and digests, and can check a device against them. No map, no contents, no tie are told. A digest confirms right guesses: it is an exception that you confirm.</source>
        <translation>接收方得到大小和摘要，可据此核对设备。不写明映像图、内容和关联。摘要会证实正确的猜测：这是需要您确认的例外。</translation>
    </message>
    <message>
        <source>The recipient gets a commitment, and neither its size nor a digest of it. It can be opened later.</source>
        <translation>接收方得到一个承诺，不含其大小和摘要。以后可以开示。</translation>
    </message>
    <message>
        <source>The recipient gets the pages that the template asks for, as a hex dump. The image itself does not leave.</source>
        <translation>接收方得到模板要求的页面（十六进制转储）。映像本身不提交。</translation>
    </message>
    <message>
        <source>How it is disclosed</source>
        <translation>披露方式</translation>
    </message>
    <message>
        <source>Disclose it so</source>
        <translation>按此方式披露</translation>
    </message>
    <message>
        <source>What is hidden in the sources and open here…</source>
        <translation>源代码中已隐藏而此处可见的内容…</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起始</translation>
    </message>
    <message>
        <source>To</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Published as</source>
        <translation>公开的理由</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Redactions</source>
        <translation>隐藏项</translation>
    </message>
    <message>
        <source>Stretches that leave hidden</source>
        <translation>提交时隐藏的片段</translation>
    </message>
    <message>
        <source>Hide a stretch…</source>
        <translation>隐藏片段…</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Show its bytes</source>
        <translation>显示字节</translation>
    </message>
    <message>
        <source>hidden by a person</source>
        <translation>由人工隐藏</translation>
    </message>
    <message>
        <source>{number} of {part}, computed over what is hidden</source>
        <translation>{part} 的 {number}，由所隐藏的内容计算得出</translation>
    </message>
    <message>
        <source>the image</source>
        <translation>映像</translation>
    </message>
    <message>
        <source>{count} stretches leave hidden</source>
        <translation>提交时隐藏 {count} 个片段</translation>
    </message>
    <message>
        <source>Nothing of it is hidden yet</source>
        <translation>尚未隐藏任何部分</translation>
    </message>
    <message>
        <source>Changing how it is disclosed</source>
        <translation>正在更改披露方式</translation>
    </message>
    <message>
        <source>Withdrawing</source>
        <translation>正在撤回</translation>
    </message>
    <message>
        <source>Looking for what is hidden in the sources</source>
        <translation>正在查找源代码中隐藏的内容</translation>
    </message>
    <message>
        <source>Hidden in the sources and open in images</source>
        <translation>源代码中已隐藏而映像中可见</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Disclosure</name>
    <message>
        <source>whole</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>redacted</source>
        <translation>部分隐藏</translation>
    </message>
    <message>
        <source>digest only</source>
        <translation>仅摘要值</translation>
    </message>
    <message>
        <source>withheld</source>
        <translation>不提交</translation>
    </message>
    <message>
        <source>printed pages only</source>
        <translation>仅打印页</translation>
    </message>
</context>
<context>
    <name>DisputePanel</name>
    <message>
        <source>Conflicts</source>
        <translation>分歧</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>For</source>
        <translation>赞成</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>反对</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Settle: approve…</source>
        <translation>裁定：批准…</translation>
    </message>
    <message>
        <source>Settle: reject…</source>
        <translation>裁定：退回…</translation>
    </message>
    <message>
        <source>Condition is met…</source>
        <translation>条件已满足…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Conflicts ({count})</source>
        <translation>分歧（{count}）</translation>
    </message>
    <message>
        <source>Conditions ({count})</source>
        <translation>条件（{count}）</translation>
    </message>
    <message>
        <source>Where reviewers disagree, the rejection stands until it is settled by {arbiter}. An approval with a condition counts once somebody else than who set it signs that it is met.</source>
        <translation>审核人意见不一时，退回有效，直到由{arbiter}裁定。有条件批准须由提出者以外的人签署条件已满足后才有效。</translation>
    </message>
    <message>
        <source>Settle: it is approved. Why?</source>
        <translation>裁定：批准。为什么？</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Settle: it stays rejected. What should change?</source>
        <translation>裁定：维持退回。应如何修改？</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Reason, which both sides read</source>
        <translation>理由（双方都会看到）</translation>
    </message>
    <message>
        <source>The condition is met. You sign this with your own key; who set it can&apos;t.</source>
        <translation>条件已满足。由您用自己的密钥签署；提出条件的人不能签署。</translation>
    </message>
    <message>
        <source>Sign that it is met</source>
        <translation>签署：条件已满足</translation>
    </message>
    <message>
        <source>How it was met</source>
        <translation>如何满足的</translation>
    </message>
</context>
<context>
    <name>DocumentRow</name>
    <message>
        <source>Add a file…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Add a file for {name}</source>
        <translation>为“{name}”添加文件</translation>
    </message>
    <message>
        <source>The sources say: {text}</source>
        <translation>来源所述：{text}</translation>
    </message>
</context>
<context>
    <name>DocumentsPage</name>
    <message>
        <source>No documents are wanted</source>
        <translation>无需提交文件</translation>
    </message>
    <message>
        <source>This template asks for no supplied documents.</source>
        <translation>本模板不要求提交文件。</translation>
    </message>
    <message>
        <source>Not asked for here: {names}</source>
        <translation>此处不要求：{names}</translation>
    </message>
    <message>
        <source>Leave it out, with a reason…</source>
        <translation>说明理由后省略…</translation>
    </message>
    <message>
        <source>Decide the unclear rule…</source>
        <translation>对不明确的规则作出决定…</translation>
    </message>
    <message>
        <source>What was decided, and why</source>
        <translation>决定内容及理由</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>移除 {name}</translation>
    </message>
    <message>
        <source>You accepted what does not meet the eye in it:</source>
        <translation>您已确认其中不易察觉的内容：</translation>
    </message>
    <message>
        <source>This does not meet the eye, and would leave with it:</source>
        <translation>以下内容不易察觉，会随文件一并对外提供：</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 项</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Looking into the document</source>
        <translation>正在检查文件</translation>
    </message>
    <message>
        <source>Drop the file on the row that it belongs to.</source>
        <translation>请将文件拖放到对应的行上。</translation>
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
        <translation>正在查看这是什么…</translation>
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
        <source>So many workbooks are not opened at once.</source>
        <translation>不会同时打开这么多工作簿。</translation>
    </message>
    <message>
        <source>Only the first {most} of {count} files are taken at once; the others are left where they are.</source>
        <translation>一次只接收 {count} 个文件中的前 {most} 个；其余文件保持原样。</translation>
    </message>
    <message>
        <source>Looking what this is… (the disk or network is slow)</source>
        <translation>正在查看这是什么…（磁盘或网络较慢）</translation>
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
        <source>Import this reviewer&apos;s answer</source>
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
        <source>Check this template, and offer it to your own</source>
        <translation>检查此模板，并可加入自有模板</translation>
    </message>
    <message>
        <source>Begin a filing with this source code</source>
        <translation>用此源代码开始申报</translation>
    </message>
    <message>
        <source>Choose the filing that it belongs to</source>
        <translation>选择它所属的申报</translation>
    </message>
    <message>
        <source>It can&apos;t be read.</source>
        <translation>无法读取。</translation>
    </message>
    <message>
        <source>This workbook is open for reading only.</source>
        <translation>此工作簿以只读方式打开。</translation>
    </message>
</context>
<context>
    <name>DueAct</name>
    <message>
        <source>{filing}: due date</source>
        <translation>{filing}：期限</translation>
    </message>
    <message>
        <source>The earlier day stays in the register.</source>
        <translation>先前的日期保留在登记簿中。</translation>
    </message>
    <message>
        <source>Write it down</source>
        <translation>记入</translation>
    </message>
    <message>
        <source>has a due date</source>
        <translation>有截止日期</translation>
    </message>
    <message>
        <source>no due date</source>
        <translation>无截止日期</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>截止</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
</context>
<context>
    <name>DutiesDialog</name>
    <message>
        <source>Duties of {name}</source>
        <translation>{name} 的职责</translation>
    </message>
    <message>
        <source>What this key may sign for.</source>
        <translation>此密钥可为何事签名。</translation>
    </message>
    <message>
        <source>Sign the duties</source>
        <translation>签署职责</translation>
    </message>
    <message>
        <source>May</source>
        <translation>可以</translation>
    </message>
    <message>
        <source>{name} may from now on: {duties}.</source>
        <translation>{name} 今后可以：{duties}。</translation>
    </message>
    <message>
        <source>Not any more: {duties}. What she signed for it counts no more; rounds that were signed so are open again.</source>
        <translation>不再可以：{duties}。她为此所签的不再有效；如此签署的轮次重新待决。</translation>
    </message>
</context>
<context>
    <name>EditMenu</name>
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
        <source>This one comes with the program and can&apos;t be changed. Make a copy, and change that.</source>
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
    <name>EndDialog</name>
    <message>
        <source>End a delegation</source>
        <translation>终止委托</translation>
    </message>
    <message>
        <source>It ends with yesterday&apos;s day: what was signed under it before today counts on.</source>
        <translation>以昨日为终止日：今日之前依此所签的继续有效。</translation>
    </message>
    <message>
        <source>Sign the end</source>
        <translation>签署终止</translation>
    </message>
    <message>
        <source>and nothing that was signed under it counts</source>
        <translation>并且依此所签的一概无效</translation>
    </message>
    <message>
        <source>{taker} signs no longer in the place of {giver} ({duties}).</source>
        <translation>{taker} 不再代 {giver} 签名（{duties}）。</translation>
    </message>
    <message>
        <source>Approvals that were given under it are gone: rounds that were signed so are open again.</source>
        <translation>依此作出的批准作废：如此签署的轮次重新待决。</translation>
    </message>
</context>
<context>
    <name>EndorseDialog</name>
    <message>
        <source>Endorse a new keeper</source>
        <translation>背书新保管人</translation>
    </message>
    <message>
        <source>For successors, where the keeper&apos;s key is lost or the keeper has gone.</source>
        <translation>供继任人在保管人密钥丢失或保管人离任时使用。</translation>
    </message>
    <message>
        <source>Sign the endorsement</source>
        <translation>签署背书</translation>
    </message>
    <message>
        <source>Your key</source>
        <translation>您的密钥</translation>
    </message>
    <message>
        <source>New keeper</source>
        <translation>新保管人</translation>
    </message>
    <message>
        <source>You are</source>
        <translation>您是</translation>
    </message>
    <message>
        <source>The roster names no successors.</source>
        <translation>名册未指定继任人。</translation>
    </message>
    <message>
        <source>You say that {new} shall keep the roster in the place of {old}.</source>
        <translation>您表示名册应由 {new} 接替 {old} 保管。</translation>
    </message>
    <message>
        <source>It takes {need} of {count} successors; then the new keeper takes over with her own key.</source>
        <translation>需 {count} 位继任人中的 {need} 位；随后新保管人以自己的密钥接任。</translation>
    </message>
    <message>
        <source>So far: {given} of {need}.</source>
        <translation>目前：{need} 位中的 {given} 位。</translation>
    </message>
    <message>
        <source>It is good for version {number} of the roster only: a later change makes it void.</source>
        <translation>仅对名册第 {number} 版有效：其后的变更使之作废。</translation>
    </message>
    <message>
        <source>The endorsement is signed. When enough have signed, the new keeper takes over.</source>
        <translation>背书已签名。人数足够后，新保管人接任。</translation>
    </message>
</context>
<context>
    <name>EraseAct</name>
    <message>
        <source>Erase {filing}</source>
        <translation>清除 {filing}</translation>
    </message>
    <message>
        <source>What the filing hides is destroyed with its key. Nobody can bring it back.</source>
        <translation>申报所隐藏的内容连同其密钥一并销毁。无人能恢复。</translation>
    </message>
    <message>
        <source>Erase for good</source>
        <translation>永久清除</translation>
    </message>
    <message>
        <source>Why now already</source>
        <translation>为何现在清除</translation>
    </message>
    <message>
        <source>Type {filing} to confirm</source>
        <translation>键入 {filing} 以确认</translation>
    </message>
    <message>
        <source>Destroyed: the sealed maps and their key, salts and hidden values, the sources with their findings and redactions, comments and notes. Openings of this filing become impossible.</source>
        <translation>销毁：密封映射及其密钥、盐与隐藏值、源代码及其发现项与隐藏项、意见与备注。本申报的开示将不再可能。</translation>
    </message>
    <message>
        <source>Stays: the form, rounds with their listings, everything signed, commitments, builds, this register and the audit chain.</source>
        <translation>保留：表单、各轮及其清单、所有签名、承诺值、生成记录、本登记簿和审计链。</translation>
    </message>
    <message>
        <source>Older copies can still hold it: backups and snapshots of the disk, other copies of the workbook, recovery files, packets and openings. Destroy those yourself.</source>
        <translation>较早的副本仍可能含有它：备份与磁盘快照、工作簿的其他副本、恢复文件、审核包和开示文件。请自行销毁。</translation>
    </message>
    <message>
        <source>It is kept until {day}.</source>
        <translation>保存至 {day}。</translation>
    </message>
    <message>
        <source>No retention date is set.</source>
        <translation>未设保存期限。</translation>
    </message>
    <message>
        <source>Only the keeper of the roster can erase it now, with a reason.</source>
        <translation>现在只有名册保管人可附理由清除。</translation>
    </message>
    <message>
        <source>It is under a legal hold: nothing is erased until that ends.</source>
        <translation>处于诉讼保全：终止前不得清除。</translation>
    </message>
    <message>
        <source>What {filing} hid is erased. Its proof is left.</source>
        <translation>{filing} 所隐藏的内容已清除。证明保留。</translation>
    </message>
</context>
<context>
    <name>ErasedDialog</name>
    <message>
        <source>{filing} is erased</source>
        <translation>{filing} 已清除</translation>
    </message>
    <message>
        <source>Destroyed: sealed maps {maps}, salts {salts}, hidden values {values}, sources {components}.</source>
        <translation>已销毁：密封映射 {maps}、盐 {salts}、隐藏值 {values}、源代码 {components}。</translation>
    </message>
    <message>
        <source>Recovery file {name} of {day}, with the workbook inside</source>
        <translation>{day} 的恢复文件 {name}，内含工作簿</translation>
    </message>
    <message>
        <source>Recovery file {name} of {day}</source>
        <translation>{day} 的恢复文件 {name}</translation>
    </message>
    <message>
        <source>Packets that were exported: {packets}. Openings that were made: {openings}.</source>
        <translation>已导出的审核包：{packets}。已作出的开示：{openings}。</translation>
    </message>
    <message>
        <source>There was no room to write the workbook anew: free pages of its file may hold remainders.</source>
        <translation>没有空间重写工作簿：其文件的空闲页可能残留内容。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
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
    <name>ExportRecovery</name>
    <message>
        <source>Export a recovery file</source>
        <translation>导出恢复文件</translation>
    </message>
    <message>
        <source>It brings back, on any computer, what is hidden and how it was committed to: openings stay possible when the repository and this computer are long gone. Keep it in legal&apos;s safe. It is opened once as a test.</source>
        <translation>它可在任何计算机上恢复隐藏内容及其承诺：即使仓库和这台计算机早已不在，仍可作开示。请存入法务的保险柜。制作时会试开一次。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>by a passphrase</source>
        <translation>用口令</translation>
    </message>
    <message>
        <source>for people, by their public keys</source>
        <translation>由指定人员，用其公钥</translation>
    </message>
    <message>
        <source>It opens</source>
        <translation>打开方式</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Passphrase, once more</source>
        <translation>再次输入口令</translation>
    </message>
    <message>
        <source>Public keys, one a line, or names of files</source>
        <translation>公钥，每行一个，或文件名</translation>
    </message>
    <message>
        <source>With the workbook inside</source>
        <translation>内含工作簿</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再次输入</translation>
    </message>
    <message>
        <source>Public keys</source>
        <translation>公钥</translation>
    </message>
    <message>
        <source>A passphrase has at least {count} characters.</source>
        <translation>口令至少 {count} 个字符。</translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation>两次输入的口令不一致。</translation>
    </message>
    <message>
        <source>Recovery file</source>
        <translation>恢复文件</translation>
    </message>
    <message>
        <source>Exporting a recovery file</source>
        <translation>正在导出恢复文件</translation>
    </message>
    <message>
        <source>The recovery file is written and was opened as a test: {name}</source>
        <translation>恢复文件已写入并试开验证：{name}</translation>
    </message>
</context>
<context>
    <name>ExportRow</name>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>Save as {form}</source>
        <translation>另存为 {form}</translation>
    </message>
    <message>
        <source>Writing the log</source>
        <translation>正在写入日志</translation>
    </message>
    <message>
        <source>Written: {name}, {count} rows</source>
        <translation>已写入：{name}，{count} 行</translation>
    </message>
</context>
<context>
    <name>Extender</name>
    <message>
        <source>Nothing was extended.</source>
        <translation>没有可撤回的扩展。</translation>
    </message>
    <message>
        <source>That is the whole file already.</source>
        <translation>已是整个文件。</translation>
    </message>
    <message>
        <source>Selected: {extent}, lines: {lines}</source>
        <translation>已选：{extent}，{lines} 行</translation>
    </message>
</context>
<context>
    <name>Extent</name>
    <message>
        <source>line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>block</source>
        <translation>代码块</translation>
    </message>
    <message>
        <source>function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>comment</source>
        <translation>注释</translation>
    </message>
    <message>
        <source>the whole file</source>
        <translation>整个文件</translation>
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
    <name>FactsCard</name>
    <message>
        <source>The product&apos;s facts</source>
        <translation>产品情况</translation>
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
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>请选择…</translation>
    </message>
    <message>
        <source>{product}. Entered once, used by every filing about it. Each answer says what it switches on.</source>
        <translation>{product}。只需填写一次，供该产品的所有申报使用。每项均说明其影响的要求。</translation>
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
        <translation>由上次扫描从源代码和固件映像中读取，可与申报的声明对照：表单的表格可从中取行，核对清单会列出与之不符之处。</translation>
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
        <translation>…另有 {count} 项</translation>
    </message>
    <message>
        <source>{count}, {aside} in tests</source>
        <translation>{count}，其中测试 {aside}</translation>
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
    <name>FieldRow</name>
    <message>
        <source>Leave it out, with a reason…</source>
        <translation>说明理由后省略…</translation>
    </message>
    <message>
        <source>Why it is left out</source>
        <translation>省略的理由</translation>
    </message>
    <message>
        <source>The sources say: {text}</source>
        <translation>来源所述：{text}</translation>
    </message>
    <message>
        <source>What was decided, and why</source>
        <translation>决定内容及理由</translation>
    </message>
    <message>
        <source>Decide the unclear rule…</source>
        <translation>对不明确的规则作出决定…</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>以及另外 {count} 项</translation>
    </message>
    <message>
        <source>Not saved yet.</source>
        <translation>尚未保存。</translation>
    </message>
    <message>
        <source>Table from a CSV file</source>
        <translation>从 CSV 文件读取表格</translation>
    </message>
    <message>
        <source>CSV files (*.csv);;All files (*)</source>
        <translation>CSV 文件 (*.csv);;所有文件 (*)</translation>
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
    <name>FilePane</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Offset (0x1f40)</source>
        <translation>偏移 (0x1f40)</translation>
    </message>
    <message>
        <source>Go to offset</source>
        <translation>转到偏移</translation>
    </message>
    <message>
        <source>Too large to be shown as text: {size}</source>
        <translation>文件过大，无法按文本显示：{size}</translation>
    </message>
    <message>
        <source>Bytes of the file</source>
        <translation>文件的字节</translation>
    </message>
    <message>
        <source>This picture is damaged, or too large to be drawn.</source>
        <translation>此图片已损坏，或过大而无法绘制。</translation>
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
        <translation>有发现项的</translation>
    </message>
    <message>
        <source>With open findings</source>
        <translation>有未决发现项的</translation>
    </message>
    <message>
        <source>Withhold this folder…</source>
        <translation>不提交此文件夹…</translation>
    </message>
    <message>
        <source>Withhold this file…</source>
        <translation>不提交此文件…</translation>
    </message>
</context>
<context>
    <name>FiledSwitch</name>
    <message>
        <source>As filed</source>
        <translation>报送版本</translation>
    </message>
    <message>
        <source>Drawing the printed pages</source>
        <translation>正在绘制打印页</translation>
    </message>
</context>
<context>
    <name>FilingPage</name>
    <message>
        <source>{count} rules of this template are inferred, not read in a source. Each says so at the right.</source>
        <translation>本模板有 {count} 条规则为推断所得，并非出自资料；右侧逐条注明。</translation>
    </message>
    <message>
        <source>For counsel…</source>
        <translation>供法律顾问过目…</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>接收方</translation>
    </message>
    <message>
        <source>who receives the package</source>
        <translation>材料包的接收单位</translation>
    </message>
    <message>
        <source>The form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Everything saves itself when you leave a field. Point at a field to see where its rule comes from.</source>
        <translation>离开输入框时自动保存。将指针停在某项上可查看规则来源。</translation>
    </message>
    <message>
        <source>{count} more are not asked for, going by the product&apos;s facts.</source>
        <translation>根据产品情况，另有 {count} 项不适用。</translation>
    </message>
</context>
<context>
    <name>FilingState</name>
    <message>
        <source>preparing</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>已报送</translation>
    </message>
    <message>
        <source>correction asked for</source>
        <translation>要求补正</translation>
    </message>
    <message>
        <source>cleared</source>
        <translation>已通过</translation>
    </message>
    <message>
        <source>revoked</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>suspended</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>superseded</source>
        <translation>已被取代</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已撤回</translation>
    </message>
</context>
<context>
    <name>FilingsList</name>
    <message>
        <source>Filings by due date</source>
        <translation>申报（按截止日期）</translation>
    </message>
    <message>
        <source>New filing…</source>
        <translation>新建申报…</translation>
    </message>
    <message>
        <source>Only filings in this state</source>
        <translation>只看此状态的申报</translation>
    </message>
    <message>
        <source>Reading the filings…</source>
        <translation>正在读取申报…</translation>
    </message>
    <message>
        <source>Show more filings ({count} left)</source>
        <translation>显示更多申报（还有 {count} 项）</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>After it is sent…</source>
        <translation>报送之后…</translation>
    </message>
    <message>
        <source>Open filing</source>
        <translation>打开申报</translation>
    </message>
    <message>
        <source>due {date}</source>
        <translation>截止 {date}</translation>
    </message>
    <message>
        <source>no due date</source>
        <translation>无截止日期</translation>
    </message>
    <message>
        <source>claw-back open</source>
        <translation>追回未了结</translation>
    </message>
    <message>
        <source>legal hold</source>
        <translation>诉讼保全</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this file</source>
        <translation>在此文件中查找</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>Upper and lower case differ</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>全字匹配</translation>
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
        <source>Wrap</source>
        <translation>换行</translation>
    </message>
    <message>
        <source>Wrap long lines</source>
        <translation>长行自动换行</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>Previous hit (Shift+F3)</source>
        <translation>上一处 (Shift+F3)</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Next hit (F3)</source>
        <translation>下一处 (F3)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>searching…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>not a valid pattern</source>
        <translation>表达式无效</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>{at} of {count}</source>
        <translation>第 {at} 处，共 {count} 处</translation>
    </message>
    <message>
        <source>hits: {count}</source>
        <translation>命中：{count}</translation>
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
    <name>Finding</name>
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
        <source>inside the archive: {member}</source>
        <translation>位于归档文件内：{member}</translation>
    </message>
    <message>
        <source>line {line}</source>
        <translation>第 {line} 行</translation>
    </message>
    <message>
        <source>being written…</source>
        <translation>正在写入…</translation>
    </message>
</context>
<context>
    <name>FingerprintPanel</name>
    <message>
        <source>Fingerprint, to be read aloud</source>
        <translation>指纹（供朗读）</translation>
    </message>
    <message>
        <source>What the other person reads to me</source>
        <translation>对方读给我的内容</translation>
    </message>
    <message>
        <source>Type the groups as you hear them</source>
        <translation>按听到的逐组键入</translation>
    </message>
    <message>
        <source>Not compared yet.</source>
        <translation>尚未比对。</translation>
    </message>
    <message>
        <source>Match: it is the same key.</source>
        <translation>一致：是同一密钥。</translation>
    </message>
    <message>
        <source>Differs: something else was typed than the fingerprint.</source>
        <translation>不一致：键入的并非此指纹。</translation>
    </message>
    <message>
        <source>Differs at group {number}. Ask for it again; if it stays, it is another key.</source>
        <translation>第 {number} 组不一致。请对方再读；若仍不一致，则是另一密钥。</translation>
    </message>
    <message>
        <source>The same so far; groups left: {count}</source>
        <translation>目前一致；尚余 {count} 组</translation>
    </message>
</context>
<context>
    <name>FirmwareMapView</name>
    <message>
        <source>Map of the image</source>
        <translation>映像分布图</translation>
    </message>
    <message>
        <source>{regions}, 0x{start} to 0x{end}, {size} bytes; Enter magnifies them</source>
        <translation>{regions}，0x{start} 至 0x{end}，{size} 字节；按回车键放大</translation>
    </message>
    <message>
        <source>{told}; Enter goes inside</source>
        <translation>{told}；按回车键进入</translation>
    </message>
    <message>
        <source>Reading the image …</source>
        <translation>正在读取映像…</translation>
    </message>
    <message>
        <source>hidden in the package</source>
        <translation>在材料包中已隐藏</translation>
    </message>
    <message>
        <source>drawn wider than to scale</source>
        <translation>加宽显示，不按比例</translation>
    </message>
    <message>
        <source>several regions as one, their kinds by height</source>
        <translation>多个区域合并显示，高度表示类别比例</translation>
    </message>
    <message>
        <source>unpacked from the part above</source>
        <translation>由上方部分解包得出</translation>
    </message>
    <message>
        <source>entropy, 0 to 8 bits a byte</source>
        <translation>熵（0 至 8 比特/字节）</translation>
    </message>
</context>
<context>
    <name>FirmwarePage</name>
    <message>
        <source>Add an image…</source>
        <translation>添加映像…</translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>替换…</translation>
    </message>
    <message>
        <source>Add its images, or drop them here. You see what is in each, whether it is built from the sources that are filed, and say how it is disclosed: whole, with parts hidden, by its digest only, or withheld.</source>
        <translation>添加其映像，或拖放到此处。您可以看到每个映像的内容、它是否由所申报的源代码构建，并说明如何披露：完整、隐藏部分、仅摘要或不提交。</translation>
    </message>
    <message>
        <source>Which firmware belongs to the product?</source>
        <translation>产品包含哪些固件？</translation>
    </message>
    <message>
        <source>Firmware is not required here</source>
        <translation>此处不要求固件</translation>
    </message>
    <message>
        <source>{name} is removed. Undo brings it back.</source>
        <translation>{name} 已移除。撤销可恢复。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>Further</name>
    <message>
        <source>Scanning</source>
        <translation>正在扫描</translation>
    </message>
    <message>
        <source>{files} files scanned: {findings} findings, {open} undecided.</source>
        <translation>已扫描 {files} 个文件：{findings} 个发现项，{open} 个未决定。</translation>
    </message>
    <message>
        <source>What stands inside an archive can&apos;t be allowed at its place. Keep the finding, or put the value on an allow-list.</source>
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
        <translation>源程序清单</translation>
    </message>
    <message>
        <source>Redaction</source>
        <translation>隐藏</translation>
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
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Add a file…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <translation>其他文件夹…</translation>
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
        <translation>请先在工作簿中添加产品：申报针对产品。</translation>
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
    <name>Glyph</name>
    <message>
        <source>nothing yet</source>
        <translation>尚无</translation>
    </message>
    <message>
        <source>not required</source>
        <translation>非必需</translation>
    </message>
    <message>
        <source>in work</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>有问题</translation>
    </message>
    <message>
        <source>met</source>
        <translation>已满足</translation>
    </message>
    <message>
        <source>not met</source>
        <translation>未满足</translation>
    </message>
    <message>
        <source>not applicable</source>
        <translation>不适用</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>已省略</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>已决定</translation>
    </message>
    <message>
        <source>information</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>included</source>
        <translation>已纳入</translation>
    </message>
    <message>
        <source>excluded</source>
        <translation>已排除</translation>
    </message>
    <message>
        <source>in part</source>
        <translation>部分</translation>
    </message>
</context>
<context>
    <name>GoneAct</name>
    <message>
        <source>Reading what would stop counting…</source>
        <translation>正在读取哪些将失效…</translation>
    </message>
    <message>
        <source>Nothing that counts now stops counting.</source>
        <translation>目前有效的无一失效。</translation>
    </message>
    <message>
        <source>These count no more – {list}.</source>
        <translation>以下不再有效：{list}。</translation>
    </message>
    <message>
        <source>{filing} round {number}</source>
        <translation>{filing} 第 {number} 轮</translation>
    </message>
    <message>
        <source>Open again: {rounds}</source>
        <translation>重新待决：{rounds}</translation>
    </message>
</context>
<context>
    <name>GroupChoice</name>
    <message>
        <source>One of these: {name}</source>
        <translation>以下择一：{name}</translation>
    </message>
    <message>
        <source>whichever is given</source>
        <translation>以已提供者为准</translation>
    </message>
</context>
<context>
    <name>Grouping</name>
    <message>
        <source>File with a regulator</source>
        <translation>向监管机构申报</translation>
    </message>
    <message>
        <source>Register a copyright</source>
        <translation>登记著作权</translation>
    </message>
    <message>
        <source>Apply for a patent</source>
        <translation>申请专利</translation>
    </message>
    <message>
        <source>Produce code in court</source>
        <translation>诉讼中出示代码</translation>
    </message>
    <message>
        <source>Deposit code in escrow</source>
        <translation>代码托管</translation>
    </message>
    <message>
        <source>Have a product tested or certified</source>
        <translation>产品检测或认证</translation>
    </message>
    <message>
        <source>Screens: questions added to any filing</source>
        <translation>筛查单：可附加到任何申报的问题</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>filing</source>
        <translation>申报</translation>
    </message>
    <message>
        <source>questionnaire</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>screen</source>
        <translation>筛查单</translation>
    </message>
    <message>
        <source>what it asks was read in sources</source>
        <translation>所有要求均读自来源</translation>
    </message>
    <message>
        <source>partly inferred</source>
        <translation>部分为推断</translation>
    </message>
    <message>
        <source>mostly inferred</source>
        <translation>大部分为推断</translation>
    </message>
</context>
<context>
    <name>Hands</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Wrap long lines</source>
        <translation>长行自动换行</translation>
    </message>
    <message>
        <source>Too much to copy at once: {size}. Up to {most} go.</source>
        <translation>一次复制的内容过多：{size}。最多 {most}。</translation>
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
</context>
<context>
    <name>HideButton</name>
    <message>
        <source>Hide…</source>
        <translation>隐藏…</translation>
    </message>
    <message>
        <source>Hide more than one thing, or by extent</source>
        <translation>按范围隐藏，或一次隐藏多处</translation>
    </message>
    <message>
        <source>This selection</source>
        <translation>此选区</translation>
    </message>
    <message>
        <source>This line</source>
        <translation>此行</translation>
    </message>
    <message>
        <source>This block</source>
        <translation>此代码块</translation>
    </message>
    <message>
        <source>This function</source>
        <translation>此函数</translation>
    </message>
    <message>
        <source>This comment</source>
        <translation>此注释</translation>
    </message>
    <message>
        <source>All comments of this file…</source>
        <translation>此文件的全部注释…</translation>
    </message>
    <message>
        <source>The whole file…</source>
        <translation>整个文件…</translation>
    </message>
    <message>
        <source>A folder or a glob…</source>
        <translation>文件夹或通配模式…</translation>
    </message>
    <message>
        <source>Every finding of this rule…</source>
        <translation>此规则的全部发现项…</translation>
    </message>
    <message>
        <source>Every finding of this kind…</source>
        <translation>此类别的全部发现项…</translation>
    </message>
    <message>
        <source>All with this value…</source>
        <translation>所有相同的值…</translation>
    </message>
    <message>
        <source>Extend the selection</source>
        <translation>扩展选区</translation>
    </message>
    <message>
        <source>Take the extension back</source>
        <translation>收回扩展</translation>
    </message>
    <message>
        <source>Take over from another filing…</source>
        <translation>从其他申报沿用…</translation>
    </message>
    <message>
        <source>Redactions that came back…</source>
        <translation>退回的隐藏…</translation>
    </message>
</context>
<context>
    <name>HideDialog</name>
    <message>
        <source>Hide a stretch of the image</source>
        <translation>隐藏映像的片段</translation>
    </message>
    <message>
        <source>It leaves filled, with a commitment that can be opened later. Checksums and hashes over it are hidden along. Undo takes it back.</source>
        <translation>提交时该片段被填充，并附以后可以开示的承诺。覆盖它的校验和与哈希值一并隐藏。可以撤销。</translation>
    </message>
    <message>
        <source>Hide it</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>First byte</source>
        <translation>首字节</translation>
    </message>
    <message>
        <source>Byte behind the last</source>
        <translation>末字节之后</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>stays in the workbook</source>
        <translation>仅保留在工作簿中</translation>
    </message>
    <message>
        <source>Give two offsets, such as 0x400 and 0x480; the second one is behind the last byte.</source>
        <translation>请给出两个偏移量，例如 0x400 和 0x480；第二个位于末字节之后。</translation>
    </message>
    <message>
        <source>Hiding a stretch</source>
        <translation>正在隐藏片段</translation>
    </message>
</context>
<context>
    <name>Hider</name>
    <message>
        <source>Hide all comments of {name}?</source>
        <translation>隐藏 {name} 的全部注释？</translation>
    </message>
    <message>
        <source>Hide the comments</source>
        <translation>隐藏注释</translation>
    </message>
    <message>
        <source>Withhold {name} whole? Nothing of it leaves.</source>
        <translation>整体不提交 {name}？其任何内容都不会对外提供。</translation>
    </message>
    <message>
        <source>Withhold</source>
        <translation>不提交</translation>
    </message>
    <message>
        <source>Withhold every file of {glob}? Nothing of them leaves.</source>
        <translation>不提交 {glob} 的每个文件？其任何内容都不会对外提供。</translation>
    </message>
    <message>
        <source>Hide all comments in the files of {glob}?</source>
        <translation>隐藏 {glob} 各文件中的全部注释？</translation>
    </message>
    <message>
        <source>Which files of {source}? A folder (src/secret/), a pattern as in .gitignore (*.key, docs/**), or a path.</source>
        <translation>{source} 的哪些文件？文件夹（src/secret/）、.gitignore 式的模式（*.key、docs/**）或路径。</translation>
    </message>
    <message>
        <source>Withhold the files…</source>
        <translation>不提交这些文件…</translation>
    </message>
    <message>
        <source>Hide their comments…</source>
        <translation>隐藏其注释…</translation>
    </message>
    <message>
        <source>Folder or pattern</source>
        <translation>文件夹或模式</translation>
    </message>
    <message>
        <source>Redact every finding of the rule {name}?</source>
        <translation>隐藏规则 {name} 的全部发现项？</translation>
    </message>
    <message>
        <source>Redact every finding of the kind {name}?</source>
        <translation>隐藏类别“{name}”的全部发现项？</translation>
    </message>
    <message>
        <source>Redact all</source>
        <translation>全部隐藏</translation>
    </message>
    <message>
        <source>Counting what would be hidden</source>
        <translation>正在统计将隐藏的内容</translation>
    </message>
    <message>
        <source>There is nothing to hide that is not hidden already.</source>
        <translation>没有尚未隐藏的内容可隐藏。</translation>
    </message>
    <message>
        <source>Note for the reviewer (stays inside)</source>
        <translation>给审核人的备注（不对外）</translation>
    </message>
    <message>
        <source>files: {count}</source>
        <translation>文件：{count}</translation>
    </message>
    <message>
        <source>places: {count}</source>
        <translation>位置：{count}</translation>
    </message>
    <message>
        <source>different values: {count}</source>
        <translation>不同的值：{count}</translation>
    </message>
</context>
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
    <name>HoldAct</name>
    <message>
        <source>{filing}: legal hold</source>
        <translation>{filing}：诉讼保全</translation>
    </message>
    <message>
        <source>Until it ends, nothing of the filing is removed, replaced or erased.</source>
        <translation>终止之前，申报的任何内容都不得移除、替换或清除。</translation>
    </message>
    <message>
        <source>Set the hold</source>
        <translation>设置保全</translation>
    </message>
    <message>
        <source>Matter</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>the proceedings that it is for</source>
        <translation>所涉程序</translation>
    </message>
    <message>
        <source>Ordered by</source>
        <translation>命令人</translation>
    </message>
    <message>
        <source>Note, stays inside</source>
        <translation>备注（不外传）</translation>
    </message>
    <message>
        <source>Only the keeper of the roster can end it, with a reason.</source>
        <translation>只有名册保管人可附理由终止。</translation>
    </message>
</context>
<context>
    <name>ImageDialog</name>
    <message>
        <source>Add a firmware image</source>
        <translation>添加固件映像</translation>
    </message>
    <message>
        <source>The image stays where it is. It is read once now, and a build is refused if it changes.</source>
        <translation>映像保留在原处。现在读取一次；此后若有变化，将拒绝生成。</translation>
    </message>
    <message>
        <source>Add the image</source>
        <translation>添加映像</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>映像</translation>
    </message>
    <message>
        <source>How it is disclosed</source>
        <translation>披露方式</translation>
    </message>
    <message>
        <source>whole: the image goes into the package</source>
        <translation>完整：映像放入材料包</translation>
    </message>
    <message>
        <source>redacted: it goes into the package, with stretches of it hidden</source>
        <translation>隐去部分：映像进入材料包，其中若干区段被隐去</translation>
    </message>
    <message>
        <source>digest only: its size and digests are printed</source>
        <translation>仅摘要值：列出其大小和摘要值</translation>
    </message>
    <message>
        <source>withheld: a commitment stands for it</source>
        <translation>不提交：以承诺值代替</translation>
    </message>
    <message>
        <source>printed pages only: some of its bytes, as a hex dump</source>
        <translation>仅打印页：以十六进制打印其部分字节</translation>
    </message>
    <message>
        <source>Built from</source>
        <translation>构建来源</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>Disclosed</source>
        <translation>披露方式</translation>
    </message>
    <message>
        <source>Nothing in it can be guessed by somebody who knows the rest</source>
        <translation>即使知道其余内容，也无法猜出其中的未知部分</translation>
    </message>
    <message>
        <source>A digest confirms every right guess at what is unknown in the image. It leaves only where detection has found nothing inside that could be guessed.</source>
        <translation>摘要会证实对映像中未知内容的每一次正确猜测。只有在检测未发现可被猜出的内容时，摘要才会提交。</translation>
    </message>
    <message>
        <source>Firmware image</source>
        <translation>固件映像</translation>
    </message>
    <message>
        <source>Choose the image&apos;s file first.</source>
        <translation>请先选择映像文件。</translation>
    </message>
    <message>
        <source>Confirm that nothing in it can be guessed, or withhold it.</source>
        <translation>请确认其中没有可被猜出的内容，或不予披露。</translation>
    </message>
    <message>
        <source>Reading the image</source>
        <translation>正在读取映像</translation>
    </message>
</context>
<context>
    <name>ImageJobs</name>
    <message>
        <source>Reading the image</source>
        <translation>正在读取映像</translation>
    </message>
    <message>
        <source>Comparing with the sources</source>
        <translation>正在与源代码比较</translation>
    </message>
    <message>
        <source>Taking in a report</source>
        <translation>正在导入报告</translation>
    </message>
    <message>
        <source>Comparing two images</source>
        <translation>正在比较两个映像</translation>
    </message>
    <message>
        <source>Scanning for secrets</source>
        <translation>正在扫描秘密</translation>
    </message>
</context>
<context>
    <name>ImageList</name>
    <message>
        <source>Firmware images</source>
        <translation>固件映像</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>映像</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Disclosed</source>
        <translation>披露方式</translation>
    </message>
    <message>
        <source>Built from</source>
        <translation>构建自</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>Findings inside</source>
        <translation>内部发现</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>read</source>
        <translation>已读取</translation>
    </message>
    <message>
        <source>outdated</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>尚未</translation>
    </message>
    <message>
        <source>not scanned</source>
        <translation>未扫描</translation>
    </message>
    <message>
        <source>{count} to decide</source>
        <translation>{count} 项待决定</translation>
    </message>
    <message>
        <source>{count} decided</source>
        <translation>{count} 项已决定</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>ImageView</name>
    <message>
        <source>{wide} × {high} pixels</source>
        <translation>{wide} × {high} 像素</translation>
    </message>
</context>
<context>
    <name>ImageWords</name>
    <message>
        <source>version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>banner</source>
        <translation>横幅</translation>
    </message>
    <message>
        <source>build id</source>
        <translation>构建标识</translation>
    </message>
    <message>
        <source>compiler</source>
        <translation>编译器</translation>
    </message>
    <message>
        <source>path of the build</source>
        <translation>构建路径</translation>
    </message>
    <message>
        <source>licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>address on the net</source>
        <translation>网址</translation>
    </message>
    <message>
        <source>account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>third-party component</source>
        <translation>第三方组件</translation>
    </message>
    <message>
        <source>certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Nothing in it was recognised.</source>
        <translation>未识别出任何内容。</translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names} 及另外 {count} 种</translation>
    </message>
    <message>
        <source>Recognised: {names}; {count} files inside.</source>
        <translation>已识别：{names}；内含 {count} 个文件。</translation>
    </message>
    <message>
        <source>Recognised: {names}.</source>
        <translation>已识别：{names}。</translation>
    </message>
    <message>
        <source>{kind} {share} ({size})</source>
        <translation>{kind} {share}（{size}）</translation>
    </message>
    <message>
        <source>{kind} {share} ({size} bytes)</source>
        <translation>{kind} {share}（{size} 字节）</translation>
    </message>
    <message>
        <source>the image itself</source>
        <translation>映像本身</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import answer</source>
        <translation>导入答复</translation>
    </message>
    <message>
        <source>Signatures, roster and digests are checked first. Taking the same answer in twice changes nothing.</source>
        <translation>先核对签名、名册和摘要。同一答复重复导入不会改变任何内容。</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在核对…</translation>
    </message>
    <message>
        <source>Importing an answer</source>
        <translation>正在导入答复</translation>
    </message>
    <message>
        <source>Cancelled; nothing was taken in.</source>
        <translation>已取消；未导入任何内容。</translation>
    </message>
    <message>
        <source>Nothing was taken in; the workbook is as it was.</source>
        <translation>未导入任何内容；工作簿保持不变。</translation>
    </message>
    <message>
        <source>From {name} ({role}), {fingerprint}, for round {number}.</source>
        <translation>来自 {name}（{role}），{fingerprint}，针对第 {number} 轮。</translation>
    </message>
    <message>
        <source>Signed objects taken in: {added}; known already: {known}.</source>
        <translation>已导入的签名对象：{added}；原已存在：{known}。</translation>
    </message>
    <message>
        <source>She approves the round, with her signature.</source>
        <translation>该审核人已签名批准本轮。</translation>
    </message>
    <message>
        <source>The approval page is signed with the certificate of {subject}.</source>
        <translation>批准页已用 {subject} 的证书签署。</translation>
    </message>
    <message>
        <source>Reviewers disagree about {count}; the arbiter settles that: {list}</source>
        <translation>审核人对 {count} 项意见不一，由裁定人裁定：{list}</translation>
    </message>
    <message>
        <source>Not answered yet: {names}</source>
        <translation>尚未答复：{names}</translation>
    </message>
    <message>
        <source>Nobody else is waited for.</source>
        <translation>无需再等其他人。</translation>
    </message>
    <message>
        <source>Import findings of another tool</source>
        <translation>导入其他工具的发现项</translation>
    </message>
    <message>
        <source>A SARIF log, or the JSON of gitleaks, trufflehog, detect-secrets or kingfisher. Its places are found in the sources as they are filed; secrets in it are dropped as it is read.</source>
        <translation>SARIF 日志，或 gitleaks、trufflehog、detect-secrets、kingfisher 的 JSON。其位置在所报送的源代码中查找；其中的机密在读取时即丢弃。</translation>
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
        <translation>本申报中的报告</translation>
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
    <name>ImportRecovery</name>
    <message>
        <source>Import a recovery file</source>
        <translation>导入恢复文件</translation>
    </message>
    <message>
        <source>For a workbook whose key this computer doesn&apos;t have. Where the file holds the workbook too and there is none at the place named, it is put there.</source>
        <translation>用于这台计算机没有其密钥的工作簿。若恢复文件内含工作簿而指定位置没有，则放到该处。</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Recovery file</source>
        <translation>恢复文件</translation>
    </message>
    <message>
        <source>Workbook</source>
        <translation>工作簿</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Name of your key</source>
        <translation>您的密钥名称</translation>
    </message>
    <message>
        <source>where it was made for your key</source>
        <translation>若它是为您的密钥制作的</translation>
    </message>
    <message>
        <source>Or your key</source>
        <translation>或您的密钥</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Importing a recovery file</source>
        <translation>正在导入恢复文件</translation>
    </message>
    <message>
        <source>The workbook was brought back from the recovery file.</source>
        <translation>工作簿已从恢复文件中恢复。</translation>
    </message>
    <message>
        <source>The recovery file was taken in.</source>
        <translation>恢复文件已导入。</translation>
    </message>
    <message>
        <source>This computer can read the workbook&apos;s sealed parts now.</source>
        <translation>这台计算机现在可以读取工作簿的密封部分。</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>What the template asks for in this step</source>
        <translation>本步骤中模板的要求</translation>
    </message>
    <message>
        <source>Requirements: {step}</source>
        <translation>要求：{step}</translation>
    </message>
    <message>
        <source>The template asks for nothing in this step.</source>
        <translation>本步骤没有模板要求。</translation>
    </message>
    <message>
        <source>{missing} of {all} not met</source>
        <translation>{all} 项中有 {missing} 项未满足</translation>
    </message>
    <message>
        <source>All met</source>
        <translation>全部满足</translation>
    </message>
</context>
<context>
    <name>InstallationPage</name>
    <message>
        <source>For whoever helps you: none of it is private but the paths of your folders. It goes nowhere by itself.</source>
        <translation>供为您提供支持的人使用：除文件夹路径外均不涉及隐私。程序不会自行把它发往任何地方。</translation>
    </message>
    <message>
        <source>What this installation is</source>
        <translation>本次安装的情况</translation>
    </message>
    <message>
        <source>Copy all of it</source>
        <translation>全部复制</translation>
    </message>
    <message>
        <source>Check every file</source>
        <translation>检查每个文件</translation>
    </message>
    <message>
        <source>Reads every file of the program once and says what is missing, changed or more than it should be.</source>
        <translation>把程序的每个文件读一遍，指出缺失、改动或多余的文件。</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>Reading every file…</source>
        <translation>正在读取每个文件…</translation>
    </message>
    <message>
        <source>… and {count} more; copy all of it to see them.</source>
        <translation>… 另有 {count} 项；全部复制后可查看。</translation>
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
        <source>Remove</source>
        <translation>移除</translation>
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
        <source>Removing from the register</source>
        <translation>正在从登记中移除</translation>
    </message>
    <message>
        <source>It is taken out of the register. Ctrl+Z brings it back.</source>
        <translation>已从登记中移除。按 Ctrl+Z 可恢复。</translation>
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
    <name>JobBar</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Show the log</source>
        <translation>显示日志</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>cancelling</source>
        <translation>正在取消</translation>
    </message>
    <message>
        <source>{count} of {total}</source>
        <translation>{count} / {total}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
    <message>
        <source>{count} waiting</source>
        <translation>{count} 项等待中</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} 分 {seconds} 秒</translation>
    </message>
    <message>
        <source>{title}: done</source>
        <translation>{title}：完成</translation>
    </message>
    <message>
        <source>{title}: cancelled</source>
        <translation>{title}：已取消</translation>
    </message>
    <message>
        <source> (more in the log)</source>
        <translation>（详见日志）</translation>
    </message>
</context>
<context>
    <name>Jurisdiction</name>
    <message>
        <source>China</source>
        <translation>中国</translation>
    </message>
    <message>
        <source>international</source>
        <translation>国际</translation>
    </message>
    <message>
        <source>United States</source>
        <translation>美国</translation>
    </message>
    <message>
        <source>European Union</source>
        <translation>欧盟</translation>
    </message>
    <message>
        <source>France</source>
        <translation>法国</translation>
    </message>
    <message>
        <source>India</source>
        <translation>印度</translation>
    </message>
    <message>
        <source>Russia</source>
        <translation>俄罗斯</translation>
    </message>
    <message>
        <source>anywhere</source>
        <translation>不限</translation>
    </message>
</context>
<context>
    <name>KeepView</name>
    <message>
        <source>Kept until {day}</source>
        <translation>保存至 {day}</translation>
    </message>
    <message>
        <source>No day is set</source>
        <translation>未设日期</translation>
    </message>
    <message>
        <source>Before that day only the keeper of the roster can have it erased, with a reason.</source>
        <translation>该日之前，只有名册保管人可附理由清除。</translation>
    </message>
    <message>
        <source>Set the day…</source>
        <translation>设定日期…</translation>
    </message>
    <message>
        <source>Under a legal hold: {matter}</source>
        <translation>处于诉讼保全：{matter}</translation>
    </message>
    <message>
        <source>Nothing of the filing is removed, replaced or erased until the keeper of the roster ends it.</source>
        <translation>名册保管人终止之前，申报的任何内容都不得移除、替换或清除。</translation>
    </message>
    <message>
        <source>End the hold…</source>
        <translation>终止保全…</translation>
    </message>
    <message>
        <source>No legal hold</source>
        <translation>无诉讼保全</translation>
    </message>
    <message>
        <source>Under a hold nothing of the filing is removed, replaced or erased.</source>
        <translation>保全期间，申报的任何内容都不得移除、替换或清除。</translation>
    </message>
    <message>
        <source>Set a hold…</source>
        <translation>设置保全…</translation>
    </message>
    <message>
        <source>What this filing hid was erased on {day}</source>
        <translation>本申报所隐藏的内容已于 {day} 清除</translation>
    </message>
    <message>
        <source>Its proof is left: what was signed, commitments, builds, this register.</source>
        <translation>证明保留：签名、承诺值、生成记录、本登记簿。</translation>
    </message>
    <message>
        <source>Not erased</source>
        <translation>未清除</translation>
    </message>
    <message>
        <source>Erasing destroys the key of this filing&apos;s sealed maps, and with it everything it hides. The proof stays.</source>
        <translation>清除会销毁本申报密封映射的密钥，从而销毁其隐藏的一切。证明保留。</translation>
    </message>
    <message>
        <source>Erase…</source>
        <translation>清除…</translation>
    </message>
</context>
<context>
    <name>KeeperDialog</name>
    <message>
        <source>Hand on the keeping</source>
        <translation>移交保管</translation>
    </message>
    <message>
        <source>The keeper signs every change of the roster. There is one at a time.</source>
        <translation>名册的每次变更由保管人签名。保管人同时只有一位。</translation>
    </message>
    <message>
        <source>Sign the new keeper</source>
        <translation>签署新保管人</translation>
    </message>
    <message>
        <source>New keeper</source>
        <translation>新保管人</translation>
    </message>
    <message>
        <source>Nobody else is on the roster yet.</source>
        <translation>名册上尚无他人。</translation>
    </message>
    <message>
        <source>{new} keeps the roster from now on, and signs every later change.</source>
        <translation>今后由 {new} 保管名册，并签署以后的每次变更。</translation>
    </message>
    <message>
        <source>{old} can&apos;t take that back: only the new keeper, or the successors, can.</source>
        <translation>{old} 无法收回：只有新保管人或继任人可以。</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Sign with which key?</source>
        <translation>使用哪个密钥签名？</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Use this key</source>
        <translation>使用此密钥</translation>
    </message>
    <message>
        <source>engineer</source>
        <translation>工程师</translation>
    </message>
    <message>
        <source>legal reviewer</source>
        <translation>法务审核人</translation>
    </message>
    <message>
        <source>Keys and roster</source>
        <translation>密钥与名册</translation>
    </message>
    <message>
        <source>Your keys stay in your keychain. Only people on the workbook&apos;s roster can propose and approve; compare fingerprints by voice before you trust one.</source>
        <translation>您的密钥保存在系统钥匙串中。只有名册上的人员可以提出和批准；信任他人的密钥之前，请口头核对指纹。</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>新建密钥</translation>
    </message>
    <message>
        <source>Your name stands beside every signature that you make. The private half never leaves your keychain.</source>
        <translation>您的姓名会出现在每个签名旁。私钥不会离开您的钥匙串。</translation>
    </message>
    <message>
        <source>Make the key</source>
        <translation>生成密钥</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>签名人</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>History of the roster</source>
        <translation>名册的历史</translation>
    </message>
    <message>
        <source>Your keys</source>
        <translation>您的密钥</translation>
    </message>
    <message>
        <source>Roster</source>
        <translation>名册</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>New key…</source>
        <translation>新建密钥…</translation>
    </message>
    <message>
        <source>Trust somebody…</source>
        <translation>信任某人…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Roster ({count})</source>
        <translation>名册（{count}）</translation>
    </message>
    <message>
        <source>The keeper of the roster signs who comes on it.</source>
        <translation>谁进入名册，由名册保管人签名。</translation>
    </message>
</context>
<context>
    <name>Leaves</name>
    <message>
        <source>What will leave the house</source>
        <translation>将对外提供的内容</translation>
    </message>
    <message>
        <source>Show the list</source>
        <translation>显示清单</translation>
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
        <source>on the map and in the lists, not while text is typed</source>
        <translation>在映像图和列表中有效，输入文字时无效</translation>
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
        <source>Firmware</source>
        <translation>固件</translation>
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
        <source>Another region, of what it holds, of what holds it</source>
        <translation>另一区域、其内部区域、其所在区域</translation>
    </message>
    <message>
        <source>Go inside, and back</source>
        <translation>进入和返回</translation>
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
        <translation>下一个未决定的发现项</translation>
    </message>
    <message>
        <source>Previous undecided finding</source>
        <translation>上一个未决定的发现项</translation>
    </message>
    <message>
        <source>Redact: the finding, or what is selected</source>
        <translation>隐藏：该发现项或所选内容</translation>
    </message>
    <message>
        <source>Keep the finding, with a note</source>
        <translation>保留该发现项并附说明</translation>
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
        <translation>报送版本：将对外提供的字节</translation>
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
        <source>Show it as text or bytes</source>
        <translation>以文字或字节显示</translation>
    </message>
    <message>
        <source>Show it in the contents</source>
        <translation>在内容中显示</translation>
    </message>
    <message>
        <source>Hide the region</source>
        <translation>隐藏该区域</translation>
    </message>
    <message>
        <source>Save it to a file</source>
        <translation>保存到文件</translation>
    </message>
    <message>
        <source>Filter the list</source>
        <translation>筛选列表</translation>
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
    <name>Life</name>
    <message>
        <source>This window closes when the work is done.</source>
        <translation>工作完成后此窗口将关闭。</translation>
    </message>
    <message>
        <source>Round {number} is void by this: it has to be submitted and signed again. Undo brings it back.</source>
        <translation>第{number}轮因此作废：需要重新提交并签署。撤销可恢复。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>requirement</source>
        <translation>要求</translation>
    </message>
    <message>
        <source>fact of the product</source>
        <translation>产品情况</translation>
    </message>
    <message>
        <source>group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>way to file</source>
        <translation>申报方式</translation>
    </message>
    <message>
        <source>paper</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>更改</translation>
    </message>
</context>
<context>
    <name>LifeCard</name>
    <message>
        <source>What would change…</source>
        <translation>有何变化…</translation>
    </message>
    <message>
        <source>This filing can move over to what is on the shelf.</source>
        <translation>本申报可以迁移到现有的模板版本。</translation>
    </message>
    <message>
        <source>{count} answers fit the template no more, and are kept aside.</source>
        <translation>{count}项回答已不符合模板，搁置保存。</translation>
    </message>
    <message>
        <source>Show them…</source>
        <translation>查看…</translation>
    </message>
    <message>
        <source>Screens</source>
        <translation>筛查单</translation>
    </message>
    <message>
        <source>Add a screen…</source>
        <translation>添加筛查单…</translation>
    </message>
    <message>
        <source>Questions that can be added to any filing, and are signed with it. None is attached.</source>
        <translation>可附加到任何申报并随其一同签署的问题。目前没有附加。</translation>
    </message>
    <message>
        <source>Take it off…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Take the screen {id} off</source>
        <translation>移除筛查单{id}</translation>
    </message>
</context>
<context>
    <name>LogColumns</name>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Redaction</source>
        <translation>隐藏项</translation>
    </message>
    <message>
        <source>Redacted or withheld</source>
        <translation>隐藏或不提交</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>源代码</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>File in the package</source>
        <translation>材料包内文件</translation>
    </message>
    <message>
        <source>SHA-256 before</source>
        <translation>隐藏前 SHA-256</translation>
    </message>
    <message>
        <source>SHA-256 after</source>
        <translation>隐藏后 SHA-256</translation>
    </message>
    <message>
        <source>First line</source>
        <translation>起始行</translation>
    </message>
    <message>
        <source>Last line</source>
        <translation>结束行</translation>
    </message>
    <message>
        <source>First byte</source>
        <translation>起始字节</translation>
    </message>
    <message>
        <source>End (byte)</source>
        <translation>结束（字节）</translation>
    </message>
    <message>
        <source>First character</source>
        <translation>起始字符</translation>
    </message>
    <message>
        <source>End (character)</source>
        <translation>结束（字符）</translation>
    </message>
    <message>
        <source>Characters hidden</source>
        <translation>隐藏字符数</translation>
    </message>
    <message>
        <source>Lines hidden</source>
        <translation>隐藏行数</translation>
    </message>
    <message>
        <source>Share of the file</source>
        <translation>占文件比例</translation>
    </message>
    <message>
        <source>Share of the page</source>
        <translation>占页比例</translation>
    </message>
    <message>
        <source>Share of the package</source>
        <translation>占材料包比例</translation>
    </message>
    <message>
        <source>Printed pages</source>
        <translation>打印页</translation>
    </message>
    <message>
        <source>Type of information</source>
        <translation>信息类型</translation>
    </message>
    <message>
        <source>Internal reason</source>
        <translation>内部理由</translation>
    </message>
    <message>
        <source>Published reason</source>
        <translation>公布理由</translation>
    </message>
    <message>
        <source>Legal basis</source>
        <translation>法律依据</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Proposed by</source>
        <translation>提出人</translation>
    </message>
    <message>
        <source>Proposed at</source>
        <translation>提出时间</translation>
    </message>
    <message>
        <source>First reviewer</source>
        <translation>第一审核人</translation>
    </message>
    <message>
        <source>First verdict</source>
        <translation>第一决定</translation>
    </message>
    <message>
        <source>First verdict at</source>
        <translation>第一决定时间</translation>
    </message>
    <message>
        <source>Shown to the first</source>
        <translation>向第一人展示</translation>
    </message>
    <message>
        <source>First comment</source>
        <translation>第一意见</translation>
    </message>
    <message>
        <source>Second reviewer</source>
        <translation>第二审核人</translation>
    </message>
    <message>
        <source>Second verdict</source>
        <translation>第二决定</translation>
    </message>
    <message>
        <source>Second verdict at</source>
        <translation>第二决定时间</translation>
    </message>
    <message>
        <source>Shown to the second</source>
        <translation>向第二人展示</translation>
    </message>
    <message>
        <source>Second comment</source>
        <translation>第二意见</translation>
    </message>
    <message>
        <source>Further verdicts</source>
        <translation>其他决定</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>分歧</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>裁定</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>签署</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Commitment</source>
        <translation>承诺值</translation>
    </message>
</context>
<context>
    <name>LogsDialog</name>
    <message>
        <source>Logs of {filing}</source>
        <translation>{filing} 的日志</translation>
    </message>
    <message>
        <source>What is hidden, why, who proposed it and who decided.</source>
        <translation>隐藏了什么、为何、由谁提出、由谁决定。</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>内部</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>公布</translation>
    </message>
    <message>
        <source>Privilege log</source>
        <translation>特权日志</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>MapTab</name>
    <message>
        <source>Read the image</source>
        <translation>读取映像</translation>
    </message>
    <message>
        <source>Reading finds the parts of an image and unpacks them: file systems, kernels, archives, certificates. Every byte is accounted for. Nothing in it is run, nothing leaves, and the file is not changed.</source>
        <translation>读取会找出映像的各个部分并解包：文件系统、内核、归档、证书。每个字节都有说明。不运行其中任何内容，不向外发送，也不更改文件。</translation>
    </message>
    <message>
        <source>What is in this image?</source>
        <translation>此映像中有什么？</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Back (Backspace)</source>
        <translation>返回 (Backspace)</translation>
    </message>
    <message>
        <source>Go inside</source>
        <translation>进入</translation>
    </message>
    <message>
        <source>Go inside (Enter)</source>
        <translation>进入 (Enter)</translation>
    </message>
    <message>
        <source>Show its bytes</source>
        <translation>显示字节</translation>
    </message>
    <message>
        <source>Show its bytes (B)</source>
        <translation>显示字节 (B)</translation>
    </message>
    <message>
        <source>Show in the contents</source>
        <translation>在内容中显示</translation>
    </message>
    <message>
        <source>Show in the contents (T)</source>
        <translation>在内容中显示 (T)</translation>
    </message>
    <message>
        <source>Hide it…</source>
        <translation>隐藏…</translation>
    </message>
    <message>
        <source>Hide it in the package (H)</source>
        <translation>在材料包中隐藏 (H)</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Choose a region with the mouse or the arrow keys.</source>
        <translation>请用鼠标或方向键选择区域。</translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>finding, undecided</source>
        <translation>发现项，未决定</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>redacted</source>
        <translation>已隐藏</translation>
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
        <source>found</source>
        <translation>查找命中</translation>
    </message>
</context>
<context>
    <name>MarksTab</name>
    <message>
        <source>Kind of mark</source>
        <translation>信息类型</translation>
    </message>
    <message>
        <source>Filter the marks</source>
        <translation>筛选信息</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Beside it</source>
        <translation>附注</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Where first</source>
        <translation>首次出现位置</translation>
    </message>
    <message>
        <source>What the image says of itself</source>
        <translation>映像的自述信息</translation>
    </message>
    <message>
        <source>Show where it stands</source>
        <translation>显示所在位置</translation>
    </message>
    <message>
        <source>all kinds</source>
        <translation>所有类型</translation>
    </message>
    <message>
        <source>It says nothing of itself.</source>
        <translation>没有自述信息。</translation>
    </message>
    <message>
        <source>{count} marks</source>
        <translation>{count} 条</translation>
    </message>
</context>
<context>
    <name>Mask</name>
    <message>
        <source>masked by a label with reason and number</source>
        <translation>以带理由和编号的标签遮盖</translation>
    </message>
    <message>
        <source>masked by [***]</source>
        <translation>以 [***] 遮盖</translation>
    </message>
    <message>
        <source>printed with black diagonal hatching</source>
        <translation>打印为黑色斜线遮盖</translation>
    </message>
    <message>
        <source>printed as blocked pages with a visible strip</source>
        <translation>打印为整页遮盖，保留可见条</translation>
    </message>
    <message>
        <source>masked by the mark of the exemption</source>
        <translation>以豁免条款标记遮盖</translation>
    </message>
</context>
<context>
    <name>Measure</name>
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
        <source>printed pages</source>
        <translation>打印页数</translation>
    </message>
    <message>
        <source>each file</source>
        <translation>每个文件</translation>
    </message>
    <message>
        <source>each page</source>
        <translation>每页</translation>
    </message>
    <message>
        <source>the deposit</source>
        <translation>交存件</translation>
    </message>
    <message>
        <source>the package</source>
        <translation>材料包</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>不计</translation>
    </message>
    <message>
        <source>{hidden} of {whole}</source>
        <translation>{hidden}／{whole}</translation>
    </message>
    <message>
        <source>the template sets no ceiling</source>
        <translation>模板未设上限</translation>
    </message>
    <message>
        <source>ceiling {mark} {share} of the {basis} of {scope}</source>
        <translation>上限：{scope}{basis} {mark} {share}</translation>
    </message>
</context>
<context>
    <name>MeasureDialog</name>
    <message>
        <source>How much is hidden</source>
        <translation>隐藏了多少</translation>
    </message>
    <message>
        <source>Exact counts, as of the last measure. They stay in the workbook; of them only what the template asks for is published.</source>
        <translation>上次测量的精确数字。它们只留在工作簿内；对外只公布模板要求的部分。</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>…另有 {count} 项</translation>
    </message>
    <message>
        <source>Above the ceiling ({count})</source>
        <translation>超出上限（{count}）</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Pages with black-out ({count})</source>
        <translation>有遮盖的页（{count}）</translation>
    </message>
    <message>
        <source>Copy the page numbers</source>
        <translation>复制页码</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>材料包</translation>
    </message>
    <message>
        <source>Deposit (what is printed)</source>
        <translation>交存件（打印部分）</translation>
    </message>
    <message>
        <source>within the ceiling</source>
        <translation>未超上限</translation>
    </message>
    <message>
        <source>ABOVE THE CEILING</source>
        <translation>超出上限</translation>
    </message>
    <message>
        <source>Pages above the ceiling</source>
        <translation>超出上限的页</translation>
    </message>
    <message>
        <source>Files and what of them is hidden</source>
        <translation>各文件及其隐藏比例</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>源代码</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>withheld</source>
        <translation>不提交</translation>
    </message>
    <message>
        <source>Pages with black-out</source>
        <translation>有遮盖的页</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页</translation>
    </message>
    <message>
        <source>The page numbers are on the clipboard.</source>
        <translation>页码已复制到剪贴板。</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
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
        <translation>请先打开或开始一项申报。</translation>
    </message>
    <message>
        <source>Not possible now.</source>
        <translation>目前无法执行。</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;New workbook…</source>
        <translation>新建工作簿(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Open workbook…</source>
        <translation>打开工作簿(&amp;O)…</translation>
    </message>
    <message>
        <source>Open pac&amp;ket…</source>
        <translation>打开审核包(&amp;K)…</translation>
    </message>
    <message>
        <source>Try the &amp;sample…</source>
        <translation>试用示例(&amp;S)…</translation>
    </message>
    <message>
        <source>New &amp;product…</source>
        <translation>新建产品(&amp;P)…</translation>
    </message>
    <message>
        <source>New &amp;filing…</source>
        <translation>新建申报(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Vendor…</source>
        <translation>厂商(&amp;V)…</translation>
    </message>
    <message>
        <source>Add a &amp;repository…</source>
        <translation>添加代码仓库(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Keys and roster…</source>
        <translation>密钥与名册(&amp;K)…</translation>
    </message>
    <message>
        <source>&amp;Import a recovery file…</source>
        <translation>导入恢复文件(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Close workbook</source>
        <translation>关闭工作簿(&amp;C)</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>首选项…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>转到(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation>命令面板(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Start page</source>
        <translation>起始页(&amp;S)</translation>
    </message>
    <message>
        <source>Review pac&amp;ket</source>
        <translation>审核包(&amp;K)</translation>
    </message>
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
    <message>
        <source>&amp;Logs</source>
        <translation>日志(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Logs of this filing…</source>
        <translation>本申报的日志(&amp;L)…</translation>
    </message>
    <message>
        <source>&amp;Privilege log…</source>
        <translation>特权日志(&amp;P)…</translation>
    </message>
    <message>
        <source>After it is &amp;sent…</source>
        <translation>报送之后(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Audit report…</source>
        <translation>审计报告(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Check against a packet or package…</source>
        <translation>与审核包或材料包核对(&amp;C)…</translation>
    </message>
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
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Requirements</source>
        <translation>要求(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>日志(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
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
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Help on this &amp;step</source>
        <translation>本步骤帮助(&amp;S)</translation>
    </message>
    <message>
        <source>Your &amp;first package in five minutes</source>
        <translation>五分钟完成第一个材料包(&amp;F)</translation>
    </message>
    <message>
        <source>What the &amp;words mean</source>
        <translation>术语含义(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Shortcuts</source>
        <translation>快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Codebinder</source>
        <translation>关于 Codebinder(&amp;A)</translation>
    </message>
</context>
<context>
    <name>Meter</name>
    <message>
        <source>Files and pages…</source>
        <translation>文件与页…</translation>
    </message>
    <message>
        <source>How much is hidden: measuring…</source>
        <translation>隐藏了多少：正在测量…</translation>
    </message>
    <message>
        <source>measuring…</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>measuring… before: {words}</source>
        <translation>正在测量…此前：{words}</translation>
    </message>
    <message>
        <source>withheld</source>
        <translation>不提交</translation>
    </message>
    <message>
        <source>this file {share}</source>
        <translation>此文件 {share}</translation>
    </message>
    <message>
        <source>package {share} of {basis}</source>
        <translation>材料包{basis} {share}</translation>
    </message>
    <message>
        <source>deposit {share} of {basis}</source>
        <translation>交存件{basis} {share}</translation>
    </message>
    <message>
        <source>pages with black-out: {count}</source>
        <translation>有遮盖的页：{count}</translation>
    </message>
    <message>
        <source>within the ceiling</source>
        <translation>未超上限</translation>
    </message>
    <message>
        <source>ABOVE THE CEILING</source>
        <translation>超出上限</translation>
    </message>
    <message>
        <source>{verdict} ({mark} {ceiling}): {scope} at most {share} of {basis}</source>
        <translation>{verdict}（{mark} {ceiling}）：{scope}{basis}最多 {share}</translation>
    </message>
    <message>
        <source>{verdict} ({mark} {ceiling}): {scope} {share} of {basis}</source>
        <translation>{verdict}（{mark} {ceiling}）：{scope}{basis} {share}</translation>
    </message>
</context>
<context>
    <name>MeterWatch</name>
    <message>
        <source>How much is hidden could not be measured: {why}</source>
        <translation>无法测量隐藏了多少：{why}</translation>
    </message>
</context>
<context>
    <name>MigrateDialog</name>
    <message>
        <source>Another version of the template</source>
        <translation>模板的另一版本</translation>
    </message>
    <message>
        <source>This filing keeps the text that it began with until you move it over. It is one step, and can be undone; what fits no more is kept aside.</source>
        <translation>在迁移之前，本申报一直沿用开始时的模板文本。迁移是一步操作，可以撤销；不再适用的内容搁置保存。</translation>
    </message>
    <message>
        <source>What moving over means</source>
        <translation>迁移的结果</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>Move the filing over</source>
        <translation>迁移申报</translation>
    </message>
    <message>
        <source>{was} → {now}</source>
        <translation>{was} → {now}</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>有何变化</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>In detail</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>What becomes of the answers</source>
        <translation>回答的去向</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>What becomes of it</source>
        <translation>去向</translation>
    </message>
    <message>
        <source>In the author&apos;s words</source>
        <translation>作者说明</translation>
    </message>
    <message>
        <source>stays as it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>goes on as {target}</source>
        <translation>转到{target}</translation>
    </message>
    <message>
        <source>stays, and needs a new one</source>
        <translation>保留，但需重新提供</translation>
    </message>
    <message>
        <source>is kept aside</source>
        <translation>搁置保存</translation>
    </message>
    <message>
        <source>comes back</source>
        <translation>恢复</translation>
    </message>
</context>
<context>
    <name>MyKeys</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>In this workbook</source>
        <translation>在本工作簿中</translation>
    </message>
    <message>
        <source>Your keys</source>
        <translation>您的密钥</translation>
    </message>
    <message>
        <source>on the roster</source>
        <translation>已在名册中</translation>
    </message>
    <message>
        <source>not on the roster</source>
        <translation>不在名册上</translation>
    </message>
    <message>
        <source>keeps the roster</source>
        <translation>名册保管人</translation>
    </message>
    <message>
        <source>You have no key yet</source>
        <translation>您还没有密钥</translation>
    </message>
    <message>
        <source>With it you propose, approve and seal. It stays in your keychain.</source>
        <translation>您用它提出、批准和封签。它留在您的钥匙串中。</translation>
    </message>
    <message>
        <source>Make a key…</source>
        <translation>生成密钥…</translation>
    </message>
    <message>
        <source>Others need your public key: one line, which holds nothing secret. Send it in any way, then read the fingerprint to each other.</source>
        <translation>他人需要您的公钥：一行文字，不含任何秘密。以任意方式发送，然后互相朗读指纹。</translation>
    </message>
    <message>
        <source>Copy public key</source>
        <translation>复制公钥</translation>
    </message>
    <message>
        <source>Save it as a file…</source>
        <translation>另存为文件…</translation>
    </message>
    <message>
        <source>Put on the roster…</source>
        <translation>列入名册…</translation>
    </message>
    <message>
        <source>Reading the public key</source>
        <translation>正在读取公钥</translation>
    </message>
    <message>
        <source>The public key is on the clipboard.</source>
        <translation>公钥已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Public key</source>
        <translation>公钥</translation>
    </message>
    <message>
        <source>The file could not be written.</source>
        <translation>文件无法写入。</translation>
    </message>
    <message>
        <source>Writing the public key</source>
        <translation>正在写入公钥</translation>
    </message>
    <message>
        <source>The public key is written: {name}</source>
        <translation>公钥已写入：{name}</translation>
    </message>
</context>
<context>
    <name>NewKeyDialog</name>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Nobody approves her own proposal: a reviewer is another person than whoever submits.</source>
        <translation>任何人不得批准自己提出的事项：审核人须与提交人不同。</translation>
    </message>
    <message>
        <source>Type your name first.</source>
        <translation>请先输入您的姓名。</translation>
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
    <message>
        <source>Show the first</source>
        <translation>转到第一项</translation>
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
        <translation>扫描源代码，找出不得对外提供的内容</translation>
    </message>
    <message>
        <source>redact or keep each finding, {count} undecided</source>
        <translation>隐藏或保留每个发现项，{count} 个未决定</translation>
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
    <name>NodeDialog</name>
    <message>
        <source>Inside the image</source>
        <translation>映像内部</translation>
    </message>
    <message>
        <source>{size} in all: shown are the bytes from {start} to {end}; offsets below count from there.</source>
        <translation>共 {size}：显示 {start} 至 {end} 的字节；下方偏移量由此起算。</translation>
    </message>
    <message>
        <source>{count} bytes</source>
        <translation>{count} 字节</translation>
    </message>
    <message>
        <source>Content of {name}</source>
        <translation>{name} 的内容</translation>
    </message>
    <message>
        <source>Save to a file…</source>
        <translation>保存到文件…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>NodeOpener</name>
    <message>
        <source>Reading what is inside</source>
        <translation>正在读取内部内容</translation>
    </message>
    <message>
        <source>Save what is inside to a new file</source>
        <translation>将内部内容保存到新文件</translation>
    </message>
    <message>
        <source>Saving what is inside</source>
        <translation>正在保存内部内容</translation>
    </message>
    <message>
        <source>{name}: {size} written.</source>
        <translation>{name}：已写入 {size}。</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>Redaction is about source code, and the template requires none. Where you add some all the same, it is scanned here, and each finding is redacted or kept.</source>
        <translation>隐藏处理针对源代码，而模板未要求提供。如仍添加源代码，将在此扫描，并逐个决定隐藏或保留发现项。</translation>
    </message>
    <message>
        <source>Nothing to redact in this filing</source>
        <translation>本申报无需隐藏处理</translation>
    </message>
    <message>
        <source>Here you decide what is hidden before anything leaves: keys, passwords, trade secrets. Add a source first; then it is scanned, and each finding is redacted or kept.</source>
        <translation>在这里决定对外提供之前隐藏哪些内容：密钥、口令、商业秘密。请先添加源代码；随后扫描，逐个决定隐藏或保留发现项。</translation>
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
        <source>{names} and {count} more</source>
        <translation>{names} 等另外 {count} 项</translation>
    </message>
    <message>
        <source>Scan now</source>
        <translation>立即扫描</translation>
    </message>
    <message>
        <source>Decide them…</source>
        <translation>逐项决定…</translation>
    </message>
    <message>
        <source>The template of this filing forbids redaction. Keep findings with a reason, or leave files out by an exclude rule.</source>
        <translation>本申报的模板不允许隐藏。请说明理由后保留发现项，或用排除规则略去相应文件。</translation>
    </message>
    <message>
        <source>{decided} of {all} decided, {open} undecided</source>
        <translation>已定 {decided}/{all}，未定 {open}</translation>
    </message>
    <message>
        <source>no findings</source>
        <translation>没有发现项</translation>
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
    <name>OfferDialog</name>
    <message>
        <source>What is it for?</source>
        <translation>它用于什么？</translation>
    </message>
    <message>
        <source>Sources, firmware and documents belong to a filing: one package for one recipient.</source>
        <translation>源代码、固件和文档都属于某个申报：一个申报即给一个接收方的一个材料包。</translation>
    </message>
    <message>
        <source>Begin a new filing with it</source>
        <translation>用它开始新的申报</translation>
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
    <name>OpenPacket</name>
    <message>
        <source>Open packet</source>
        <translation>打开审核包</translation>
    </message>
    <message>
        <source>Review packets (*.age);;All files (*)</source>
        <translation>审核包 (*.age);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a review packet</source>
        <translation>打开审核包</translation>
    </message>
    <message>
        <source>Nothing in it is trusted. The round&apos;s digest, every commitment and every file are computed again from what the packet holds, before your key is asked for.</source>
        <translation>不信任其中任何内容。在要求您的密钥之前，会根据审核包内容重新计算本轮摘要、每个承诺值和每个文件。</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Any of my keys</source>
        <translation>我的任一密钥</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Open and check</source>
        <translation>打开并核对</translation>
    </message>
    <message>
        <source>You have no key yet. Make one (Keys and roster), send its public half, and ask for a packet.</source>
        <translation>您还没有密钥。请先创建（密钥与名册），发出公钥，再索取审核包。</translation>
    </message>
    <message>
        <source>Checking everything in it…</source>
        <translation>正在核对其全部内容…</translation>
    </message>
    <message>
        <source>Opening the packet</source>
        <translation>正在打开审核包</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>a value, wherever it stands</source>
        <translation>一个值（无论出现在何处）</translation>
    </message>
    <message>
        <source>a place</source>
        <translation>一处位置</translation>
    </message>
    <message>
        <source>a whole file</source>
        <translation>整个文件</translation>
    </message>
    <message>
        <source>Opened: ranges {ranges}, whole files {files}, commits {commits}; of round {round}.</source>
        <translation>已开示：{ranges} 处，整个文件 {files} 个，提交 {commits} 个；属第 {round} 轮。</translation>
    </message>
    <message>
        <source>For: {who}</source>
        <translation>接收人：{who}</translation>
    </message>
    <message>
        <source>File: {path}</source>
        <translation>文件：{path}</translation>
    </message>
</context>
<context>
    <name>OpeningCheck</name>
    <message>
        <source>Were you sent an opening of this package? Drop it here, or choose it.</source>
        <translation>收到了此材料包的开示文件？拖放到此处，或选择。</translation>
    </message>
    <message>
        <source>Your key, which the opening was made for</source>
        <translation>开示文件所对应的您的密钥</translation>
    </message>
    <message>
        <source>any of my keys</source>
        <translation>我的任一密钥</translation>
    </message>
    <message>
        <source>Choose opening…</source>
        <translation>选择开示文件…</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>核验</translation>
    </message>
    <message>
        <source>Rebuild the files…</source>
        <translation>重建文件…</translation>
    </message>
    <message>
        <source>Writes the opened files as they were, where everything in them is opened.</source>
        <translation>对内容已全部开示的文件，按原样写出。</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>开示文件</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Folder for the rebuilt files</source>
        <translation>重建文件的文件夹</translation>
    </message>
    <message>
        <source>Checking the opening</source>
        <translation>正在核验开示文件</translation>
    </message>
    <message>
        <source>Rebuilding the files</source>
        <translation>正在重建文件</translation>
    </message>
    <message>
        <source>Rebuilt: {names}</source>
        <translation>已重建：{names}</translation>
    </message>
    <message>
        <source>Extracted: {names}</source>
        <translation>已取出：{names}</translation>
    </message>
    <message>
        <source>Not proved: {text}</source>
        <translation>未能证明：{text}</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>What was hidden</source>
        <translation>原先隐藏的内容</translation>
    </message>
    <message>
        <source>What the opening reveals</source>
        <translation>开示文件揭示的内容</translation>
    </message>
    <message>
        <source>What was hidden, escaped</source>
        <translation>原先隐藏的内容（已转义）</translation>
    </message>
    <message>
        <source>Revealed: {count}</source>
        <translation>揭示：{count}</translation>
    </message>
</context>
<context>
    <name>OpeningDialog</name>
    <message>
        <source>Open hidden ranges</source>
        <translation>开示隐藏内容</translation>
    </message>
    <message>
        <source>An opening shows what stands under single masks of a package to one recipient, and proves it. The rest stays hidden.</source>
        <translation>开示文件向一位接收方揭示材料包中个别遮盖之下的内容并予以证明。其余仍然隐藏。</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Ranges</source>
        <translation>处数</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>接收方</translation>
    </message>
    <message>
        <source>Released by</source>
        <translation>授权人</translation>
    </message>
    <message>
        <source>Openings made</source>
        <translation>已作开示</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>开示</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Filter redactions</source>
        <translation>筛选隐藏</translation>
    </message>
    <message>
        <source>Filter by id, file or reason</source>
        <translation>按编号、文件或理由筛选</translation>
    </message>
    <message>
        <source>Redaction</source>
        <translation>隐藏项</translation>
    </message>
    <message>
        <source>Hides</source>
        <translation>隐藏对象</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>What is hidden</source>
        <translation>隐藏的内容</translation>
    </message>
    <message>
        <source>Everything that is hidden in the package</source>
        <translation>材料包中隐藏的全部内容</translation>
    </message>
    <message>
        <source>Also the commit id, with its path, where every entry of its trees is shown</source>
        <translation>一并开示提交标识及其路径（须其目录树各项均已公开）</translation>
    </message>
    <message>
        <source>public key, one line; its file; or a name on the roster</source>
        <translation>公钥（一行）、公钥文件，或名册上的名字</translation>
    </message>
    <message>
        <source>Opening file</source>
        <translation>开示文件</translation>
    </message>
    <message>
        <source>The signed round that is opened</source>
        <translation>要开示的已签署轮次</translation>
    </message>
    <message>
        <source>Round {number}</source>
        <translation>第 {number} 轮</translation>
    </message>
    <message>
        <source>withdrawn since</source>
        <translation>此后已撤回</translation>
    </message>
    <message>
        <source>Openings made ({count})</source>
        <translation>已作开示（{count}）</translation>
    </message>
    <message>
        <source>Sign the release and write the opening</source>
        <translation>签署开示授权并写出开示文件</translation>
    </message>
    <message>
        <source>What this reveals…</source>
        <translation>查看将开示什么…</translation>
    </message>
    <message>
        <source>Public key of the recipient</source>
        <translation>接收方的公钥</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>This is what you reveal, and to whom</source>
        <translation>您将开示的内容及对象</translation>
    </message>
    <message>
        <source>Nobody&apos;s name is known for this key: make sure by another way whose it is.</source>
        <translation>此公钥没有已知的姓名：请以其他方式确认它属于谁。</translation>
    </message>
    <message>
        <source>Range {number} hides more than {asked}: they touch. It will open {others} as well.</source>
        <translation>范围 {number} 遮盖的不止 {asked}：它们相邻。还会开示 {others}。</translation>
    </message>
    <message>
        <source>It can&apos;t be taken back: who has read a value has it. Your signature stands in the register.</source>
        <translation>此举不可撤回：读过的内容无法收回。您的签名将载入登记簿。</translation>
    </message>
    <message>
        <source>Everything that is hidden in the package: {count} redactions, every one in clear.</source>
        <translation>材料包中隐藏的全部内容：{count} 处，全部以明文开示。</translation>
    </message>
    <message>
        <source>{count} redactions, in clear, and nothing else that is hidden:</source>
        <translation>以明文开示 {count} 处，其余隐藏内容不变：</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>…另有 {count} 处</translation>
    </message>
    <message>
        <source>A value is the same wherever it was hidden: who reads it at one place knows it at all.</source>
        <translation>同一个值在各处都相同：在一处读到即知各处。</translation>
    </message>
    <message>
        <source>The commit id: the recipient can compare it with any copy of the repository.</source>
        <translation>提交标识：接收方可将其与仓库的任何副本比对。</translation>
    </message>
    <message>
        <source>Of round {round}: ranges {ranges}, whole files {files}, commits {commits}; {bytes} bytes.</source>
        <translation>第 {round} 轮：范围 {ranges} 个，整个文件 {files} 个，提交 {commits} 个；共 {bytes} 字节。</translation>
    </message>
    <message>
        <source>Only the holder of this key can read the opening; she can pass on what she has read:</source>
        <translation>只有此密钥的持有人能读取开示文件；其读到的内容可以转告他人：</translation>
    </message>
    <message>
        <source>This names another key than the one that you were shown.</source>
        <translation>此处所指的密钥与向您展示的不同。</translation>
    </message>
    <message>
        <source>Writing the opening</source>
        <translation>正在写出开示文件</translation>
    </message>
    <message>
        <source>The opening is written</source>
        <translation>开示文件已写出</translation>
    </message>
    <message>
        <source>Range {number} also opens {others}, which touches what you asked for.</source>
        <translation>范围 {number} 同时开示了 {others}，它与您所选的内容相接。</translation>
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
        <source>Open a hidden range…</source>
        <translation>开示隐藏内容…</translation>
    </message>
    <message>
        <source>After it is sent…</source>
        <translation>报送之后…</translation>
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
        <source>Look at the papers</source>
        <translation>文书预览</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
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
        <source>See the pages</source>
        <translation>查看页面</translation>
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
        <source>First a round must have been signed.</source>
        <translation>须先有一轮已签名。</translation>
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
    <name>Packet</name>
    <message>
        <source>None of your keys is on this packet&apos;s roster. Send your public key to whoever keeps the roster, and ask for a new packet.</source>
        <translation>您的密钥都不在此审核包的名册上。请把您的公钥发给名册保管人，并索取新的审核包。</translation>
    </message>
    <message>
        <source>This file is withheld: nothing of it leaves.</source>
        <translation>此文件不提交：其任何内容都不会对外提供。</translation>
    </message>
    <message>
        <source>This packet holds ranges with their context only. It permits decisions; a signature of the round needs a packet with everything that would leave.</source>
        <translation>此审核包仅含片段及其上下文，可以作出决定；签署本轮需要包含将要报送的全部内容的审核包。</translation>
    </message>
    <message>
        <source>Something in this packet is not what it says. Nothing is signed.</source>
        <translation>此审核包中有内容与其所述不符，不能签署。</translation>
    </message>
    <message>
        <source>You have seen a later state of this workbook. Ask for a packet of it as it is now.</source>
        <translation>您已见过此工作簿较新的状态。请索取其当前状态的审核包。</translation>
    </message>
</context>
<context>
    <name>PacketBanner</name>
    <message>
        <source>From {name} ({role})</source>
        <translation>来自 {name}（{role}）</translation>
    </message>
    <message>
        <source>for {recipient}</source>
        <translation>接收方：{recipient}</translation>
    </message>
    <message>
        <source>{count} things are not what the packet says</source>
        <translation>{count} 项与审核包所述不符</translation>
    </message>
    <message>
        <source>checked: {files} files, {commitments} commitments</source>
        <translation>已核对：{files} 个文件，{commitments} 个承诺值</translation>
    </message>
    <message>
        <source>checked as far as it was sent: {commitments} commitments</source>
        <translation>已核对所发送的部分：{commitments} 个承诺值</translation>
    </message>
    <message>
        <source>roster&apos;s keeper is new here: compare fingerprints</source>
        <translation>首次见到此名册保管人：请核对指纹</translation>
    </message>
    <message>
        <source>behind what you have seen</source>
        <translation>早于您已见过的状态</translation>
    </message>
    <message>
        <source>ranges only: no signature</source>
        <translation>仅含片段：不能签署</translation>
    </message>
    <message>
        <source>template is not one of ours</source>
        <translation>模板不是本程序所带的</translation>
    </message>
    <message>
        <source>template differs from ours</source>
        <translation>模板与本程序所带的不同</translation>
    </message>
    <message>
        <source>questions to you: {count}</source>
        <translation>向您提问：{count}</translation>
    </message>
</context>
<context>
    <name>PacketPage</name>
    <message>
        <source>Review packet</source>
        <translation>审核包</translation>
    </message>
    <message>
        <source>Close packet</source>
        <translation>关闭审核包</translation>
    </message>
    <message>
        <source>About this packet…</source>
        <translation>关于此审核包…</translation>
    </message>
    <message>
        <source>Write answer…</source>
        <translation>写答复…</translation>
    </message>
    <message>
        <source>Sign…</source>
        <translation>签名…</translation>
    </message>
    <message>
        <source>This packet shows {count} things signed with your key that this account has not seen ({numbers}). Did you sign them, in the workbook itself or at another account? If not, have your key revoked as compromised.</source>
        <translation>此审核包显示有 {count} 项以您的密钥签署、而本账户未见过的内容（{numbers}）。这些是您在工作簿中或在其他账户签署的吗？如果不是，请将您的密钥按已泄露撤销。</translation>
    </message>
    <message>
        <source>They are mine</source>
        <translation>是我签署的</translation>
    </message>
</context>
<context>
    <name>PageStrip</name>
    <message>
        <source>page {page} of {pages}</source>
        <translation>第 {page} 页，共 {pages} 页</translation>
    </message>
</context>
<context>
    <name>PagesBoard</name>
    <message>
        <source>Lay the pages out</source>
        <translation>排版页面</translation>
    </message>
    <message>
        <source>Something has changed since these pages were laid out.</source>
        <translation>这些页面排版之后已有更改。</translation>
    </message>
    <message>
        <source>Nothing is laid out yet: see which pages would be printed, before a round.</source>
        <translation>尚未排版：可在提交前查看将打印哪些页面。</translation>
    </message>
    <message>
        <source>Laying the pages out</source>
        <translation>正在排版页面</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 项</translation>
    </message>
    <message>
        <source>No pages are printed in this filing.</source>
        <translation>本申报不打印页面。</translation>
    </message>
    <message>
        <source>{printed} pages are printed. Lines: {physical}, not blank {non_blank}, printed rows {wrapped}.</source>
        <translation>打印 {printed} 页。行数：{physical}，非空行 {non_blank}，折行后 {wrapped}。</translation>
    </message>
    <message>
        <source>Every rule of the template for pages is kept.</source>
        <translation>符合模板对页面的各项规定。</translation>
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
        <translation>申报</translation>
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
        <translation>发现项</translation>
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
        <source>Add a screen</source>
        <translation>添加筛查单</translation>
    </message>
    <message>
        <source>Move to a newer version of the template</source>
        <translation>迁移到模板的新版本</translation>
    </message>
    <message>
        <source>List for counsel</source>
        <translation>供法律顾问过目的清单</translation>
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
        <source>Lay the pages out</source>
        <translation>排版页面</translation>
    </message>
    <message>
        <source>Look at the papers</source>
        <translation>预览文书</translation>
    </message>
    <message>
        <source>Make delivery copies</source>
        <translation>制作交付副本</translation>
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
        <translation>执行操作，或前往步骤、申报、文件、发现项 (F-12)、帮助页面…</translation>
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
    <name>Panes</name>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>As printed</source>
        <translation>打印样式</translation>
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
    <name>PapersBoard</name>
    <message>
        <source>Languages of the papers</source>
        <translation>文书语言</translation>
    </message>
    <message>
        <source>Draw the papers</source>
        <translation>绘制文书</translation>
    </message>
    <message>
        <source>Draw the papers to see each of them as the next round would have it.</source>
        <translation>绘制后可逐一查看下一轮中的各份文书。</translation>
    </message>
    <message>
        <source>Papers of the filing</source>
        <translation>本申报的文书</translation>
    </message>
    <message>
        <source>What each folder is for: a sentence for somebody who is no engineer</source>
        <translation>各文件夹的用途：写给非工程人员的一句话</translation>
    </message>
    <message>
        <source>Folders and what they are for</source>
        <translation>文件夹及其用途</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件数</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>{title} (beside the package)</source>
        <translation>{title}（不入包）</translation>
    </message>
    <message>
        <source>Drawing the papers</source>
        <translation>正在绘制文书</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>俄文</translation>
    </message>
    <message>
        <source>French</source>
        <translation>法文</translation>
    </message>
</context>
<context>
    <name>PapersDialog</name>
    <message>
        <source>Written</source>
        <translation>已写出</translation>
    </message>
    <message>
        <source>It was searched for everything that the workbook hides before it was written.</source>
        <translation>写出之前已检查其中是否含有工作簿所隐藏的一切。</translation>
    </message>
    <message>
        <source>Which paper</source>
        <translation>哪份文书</translation>
    </message>
    <message>
        <source>The search for hidden values could not look into everything: {list}</source>
        <translation>对隐藏值的检索未能覆盖全部内容：{list}</translation>
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
        <source>The paper is not where it was written.</source>
        <translation>文书不在写出之处。</translation>
    </message>
</context>
<context>
    <name>Part</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>职务</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>国家</translation>
    </message>
    <message>
        <source>Province</source>
        <translation>省份</translation>
    </message>
    <message>
        <source>City</source>
        <translation>城市</translation>
    </message>
    <message>
        <source>Street</source>
        <translation>街道</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>邮编</translation>
    </message>
</context>
<context>
    <name>PartDialog</name>
    <message>
        <source>What will leave the house</source>
        <translation>将对外提供的内容</translation>
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
    <name>PdfView</name>
    <message>
        <source>Pages of the PDF</source>
        <translation>PDF 页面</translation>
    </message>
    <message>
        <source>Reading the pages…</source>
        <translation>正在读取页面…</translation>
    </message>
    <message>
        <source>{count} pages</source>
        <translation>{count} 页</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>propose</source>
        <translation>提出</translation>
    </message>
    <message>
        <source>approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>seal packages</source>
        <translation>为材料包封签</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>compromised</source>
        <translation>泄露</translation>
    </message>
    <message>
        <source>versions of the roster</source>
        <translation>名册版本</translation>
    </message>
    <message>
        <source>endorsements</source>
        <translation>背书</translation>
    </message>
    <message>
        <source>verdicts</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>verdicts on many things at once</source>
        <translation>批量决定</translation>
    </message>
    <message>
        <source>conditions met</source>
        <translation>已满足的条件</translation>
    </message>
    <message>
        <source>settlements</source>
        <translation>裁定</translation>
    </message>
    <message>
        <source>submissions</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>excusals</source>
        <translation>免除</translation>
    </message>
    <message>
        <source>approvals of rounds</source>
        <translation>轮次批准</translation>
    </message>
    <message>
        <source>packets</source>
        <translation>审核包</translation>
    </message>
    <message>
        <source>seals of packages</source>
        <translation>材料包的封签</translation>
    </message>
    <message>
        <source>withdrawals</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>releases of openings</source>
        <translation>开示授权</translation>
    </message>
    <message>
        <source>erasures</source>
        <translation>清除记录</translation>
    </message>
</context>
<context>
    <name>Picker</name>
    <message>
        <source>This place is not decided here: it stands in the redaction step.</source>
        <translation>此处不在这里决定，请到“隐藏处理”步骤。</translation>
    </message>
    <message>
        <source>These stand out: look at each before you approve them together. Not looked at: {count}</source>
        <translation>这些属于异常项：须逐一查看后才能一并批准。尚未查看：{count}</translation>
    </message>
    <message>
        <source>Left out, since you have not been shown them: {count}</source>
        <translation>尚未向您展示而未计入：{count}</translation>
    </message>
    <message>
        <source>Approve the judgements that you have looked at: {cases}, with {count} decisions?</source>
        <translation>批准您已查看的判断：{cases} 项，共 {count} 个决定？</translation>
    </message>
    <message>
        <source>Left, since you have not looked at them: {count}.</source>
        <translation>尚未查看、因而未包括在内：{count}。</translation>
    </message>
    <message>
        <source>Approve all {count} undecided ones in this list? You have not opened {unseen} of them.</source>
        <translation>批准此列表中全部 {count} 个未决定项？其中 {unseen} 个您尚未打开。</translation>
    </message>
    <message>
        <source>Left, since they stand out: {count}.</source>
        <translation>属异常项、因而未包括在内：{count}。</translation>
    </message>
</context>
<context>
    <name>PlainLog</name>
    <message>
        <source>This log shows what is hidden, where it stands and how long it is. It is for this house only: it leaves with nobody.</source>
        <translation>此日志显示隐藏了什么、位于何处、有多长。仅供内部：不随任何人外传。</translation>
    </message>
    <message>
        <source>Exactly what the next package says of what is hidden, and nothing more.</source>
        <translation>恰为下一个材料包对隐藏内容的说明，别无其他。</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter by any text</source>
        <translation>按任意文字筛选</translation>
    </message>
    <message>
        <source>The chosen row in full</source>
        <translation>所选行的全部内容</translation>
    </message>
    <message>
        <source>Internal log</source>
        <translation>内部日志</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>File in the package</source>
        <translation>材料包内文件</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Published reason</source>
        <translation>公布理由</translation>
    </message>
    <message>
        <source>Commitment</source>
        <translation>承诺值</translation>
    </message>
    <message>
        <source>Published log</source>
        <translation>公布日志</translation>
    </message>
    <message>
        <source>Reading the log</source>
        <translation>正在读取日志</translation>
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
        <source>Private keys and the workbook&apos;s own key are kept by the keychain of your operating system, behind your password. A key is asked for again before a round is signed, a range is opened or the roster is changed. A new computer has neither: make a recovery file, and keep it apart from the workbook.</source>
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
        <source>Your own templates</source>
        <translation>您自己的模板</translation>
    </message>
    <message>
        <source>Templates that you write or copy lie in a folder of your own, and are offered beside those that come with the program. A filing keeps the template that it was begun with, whatever becomes of the file.</source>
        <translation>您编写或复制的模板保存在您自己的文件夹中，与程序自带的模板一并提供选择。申报始终保留其开始时所用的模板，不受文件后续变化的影响。</translation>
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
        <translation>按示例答案的核对清单</translation>
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
        <translation>文本有错误：改正后将显示表单、页面和核对清单。</translation>
    </message>
    <message>
        <source>Leave this out</source>
        <translation>排除此项</translation>
    </message>
    <message>
        <source>Files and what the rules make of them</source>
        <translation>文件及规则的处理结果</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>{files} files in ({size}), {out} out</source>
        <translation>纳入 {files} 个文件（{size}），排除 {out} 个</translation>
    </message>
    <message>
        <source>The rule {rule} matches nothing.</source>
        <translation>规则 {rule} 没有匹配任何文件。</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 项</translation>
    </message>
</context>
<context>
    <name>PrivilegeLog</name>
    <message>
        <source>Dates, authors and affiliations are proposed from what the history claims. They stand in the log once a person has confirmed them.</source>
        <translation>日期、作者与所属单位依版本历史所称提出建议，经人确认后才写入日志。</translation>
    </message>
    <message>
        <source>Affiliations and attorneys…</source>
        <translation>所属单位与律师…</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Authors</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Entries of the privilege log</source>
        <translation>特权日志条目</translation>
    </message>
    <message>
        <source>Tick all that are open</source>
        <translation>勾选所有未确认的</translation>
    </message>
    <message>
        <source>Confirm the ticked as proposed</source>
        <translation>按建议确认所勾选的</translation>
    </message>
    <message>
        <source>Confirm this one</source>
        <translation>确认此条</translation>
    </message>
    <message>
        <source>One row for each</source>
        <translation>每行对应</translation>
    </message>
    <message>
        <source>by entry</source>
        <translation>按条目</translation>
    </message>
    <message>
        <source>by category</source>
        <translation>按类别</translation>
    </message>
    <message>
        <source>metadata only</source>
        <translation>仅元数据</translation>
    </message>
    <message>
        <source>Asking the history who wrote what</source>
        <translation>正在向历史查询作者</translation>
    </message>
    <message>
        <source>No redaction has the reason AC (attorney-client) or WP (work product).</source>
        <translation>没有理由为 AC（律师—客户）或 WP（工作成果）的隐藏。</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>changed since</source>
        <translation>此后已变</translation>
    </message>
    <message>
        <source>{state} by {who}, {at}</source>
        <translation>{state}：{who}，{at}</translation>
    </message>
    <message>
        <source>Confirm the ticked as proposed ({count})</source>
        <translation>按建议确认所勾选的（{count}）</translation>
    </message>
    <message>
        <source>None of your keys is on the roster: nobody would stand for what is confirmed.</source>
        <translation>您没有密钥在名册上：无人为所确认的负责。</translation>
    </message>
    <message>
        <source>Confirming entries</source>
        <translation>正在确认条目</translation>
    </message>
</context>
<context>
    <name>ProductDialog</name>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>New product</source>
        <translation>新建产品</translation>
    </message>
    <message>
        <source>What is filed, at one version. Its facts are asked later, by each template.</source>
        <translation>所申报产品的某一版本。产品情况稍后由各模板询问。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Add the product</source>
        <translation>添加产品</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>型号</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>选填</translation>
    </message>
    <message>
        <source>Variant of</source>
        <translation>是下列产品的变体</translation>
    </message>
    <message>
        <source>no other product</source>
        <translation>无</translation>
    </message>
    <message>
        <source>A product needs a name and a version.</source>
        <translation>产品须有名称和版本。</translation>
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
        <translation>以加密指纹登记为核心代码。此后本工作簿任何申报的每次扫描都会查找其副本。</translation>
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
    <name>Questions</name>
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
        <translation>保留：为何可以披露？发现项：{count}</translation>
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
        <source>Choose a redaction in the code, or a kept finding, first.</source>
        <translation>请先在代码中选择一项隐藏，或选择一项已保留的发现项。</translation>
    </message>
    <message>
        <source>Redact {count} findings with this value, in {files} files?</source>
        <translation>隐藏含有该值的 {count} 个发现项（涉及 {files} 个文件）？</translation>
    </message>
    <message>
        <source>Redact all</source>
        <translation>全部隐藏</translation>
    </message>
    <message>
        <source> (optional)</source>
        <translation>（选填）</translation>
    </message>
    <message>
        <source>{count} of at most {most} characters</source>
        <translation>{count} / 最多 {most} 个字符</translation>
    </message>
</context>
<context>
    <name>QuestionsEditor</name>
    <message>
        <source>Revision of the questions</source>
        <translation>问题版本</translation>
    </message>
    <message>
        <source>Questions as of {date}</source>
        <translation>问题版本：{date}</translation>
    </message>
    <message>
        <source>From CSV…</source>
        <translation>从 CSV 导入…</translation>
    </message>
    <message>
        <source>These answers were not carried over, since their questions are other ones: {names}</source>
        <translation>以下回答因问题不同未予沿用：{names}</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>Findings</source>
        <translation>发现项</translation>
    </message>
    <message>
        <source>Which findings</source>
        <translation>显示哪些发现项</translation>
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
        <translation>全部发现项</translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message>
        <source>reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>{count} places</source>
        <translation>{count} 处</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Start page</source>
        <translation>起始页</translation>
    </message>
    <message>
        <source>+ Product</source>
        <translation>＋ 产品</translation>
    </message>
    <message>
        <source>+ Filing</source>
        <translation>＋ 申报</translation>
    </message>
    <message>
        <source>Products, filings and steps</source>
        <translation>产品、申报和步骤</translation>
    </message>
    <message>
        <source>No workbook is open</source>
        <translation>未打开工作簿</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>{count} open</source>
        <translation>待办 {count}</translation>
    </message>
    <message>
        <source>not begun</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>not required</source>
        <translation>非必需</translation>
    </message>
    <message>
        <source>in work</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>有问题</translation>
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
        <source>third party&apos;s confidential material</source>
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
    <name>ReasonLine</name>
    <message>
        <source>Who says so</source>
        <translation>由谁决定</translation>
    </message>
    <message>
        <source>{name}, {day}</source>
        <translation>{name}，{day}</translation>
    </message>
</context>
<context>
    <name>ReceiptAct</name>
    <message>
        <source>Receipt for what went to {to}</source>
        <translation>送交 {to} 的回执</translation>
    </message>
    <message>
        <source>A scan stays where it is; the register keeps its name and digest.</source>
        <translation>扫描件留在原处；登记簿保存其名称和摘要。</translation>
    </message>
    <message>
        <source>Write it down</source>
        <translation>记入</translation>
    </message>
    <message>
        <source>Acknowledgement number</source>
        <translation>回执编号</translation>
    </message>
    <message>
        <source>On</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Given by</source>
        <translation>出具人</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Note, stays inside</source>
        <translation>备注（不外传）</translation>
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
    <name>Recovery</name>
    <message>
        <source>Recovery file: none yet. One is made beside the workbook, and test-opened, at the first seal.</source>
        <translation>恢复文件：尚无。首次封签时会在工作簿旁制作一份并试开验证。</translation>
    </message>
    <message>
        <source>A recovery file was made on {at} and test-opened: {name}</source>
        <translation>恢复文件已于 {at} 制作并试开验证：{name}</translation>
    </message>
    <message>
        <source>opens with a passphrase</source>
        <translation>用口令打开</translation>
    </message>
    <message>
        <source>opens for {people}</source>
        <translation>可由 {people} 打开</translation>
    </message>
    <message>
        <source>with the workbook inside</source>
        <translation>内含工作簿</translation>
    </message>
</context>
<context>
    <name>RecoveryStrip</name>
    <message>
        <source>Export a recovery file…</source>
        <translation>导出恢复文件…</translation>
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
        <source>Open a file first.</source>
        <translation>请先打开文件。</translation>
    </message>
    <message>
        <source>Go back from the view as filed first (V).</source>
        <translation>请先退出报送版本视图 (V)。</translation>
    </message>
</context>
<context>
    <name>Register</name>
    <message>
        <source>disc</source>
        <translation>光盘</translation>
    </message>
    <message>
        <source>USB stick</source>
        <translation>U 盘</translation>
    </message>
    <message>
        <source>upload to a portal</source>
        <translation>上传门户</translation>
    </message>
    <message>
        <source>e-mail</source>
        <translation>电子邮件</translation>
    </message>
    <message>
        <source>paper</source>
        <translation>纸质</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>当面递交</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>package</source>
        <translation>材料包</translation>
    </message>
    <message>
        <source>proposal</source>
        <translation>建议稿</translation>
    </message>
    <message>
        <source>final</source>
        <translation>正式稿</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>changes asked for</source>
        <translation>要求修改</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>due date</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>已报送</translation>
    </message>
    <message>
        <source>receipt</source>
        <translation>回执</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>letter</source>
        <translation>函件</translation>
    </message>
    <message>
        <source>claw-back</source>
        <translation>追回</translation>
    </message>
    <message>
        <source>step of a claw-back</source>
        <translation>追回步骤</translation>
    </message>
    <message>
        <source>destroyed or returned</source>
        <translation>销毁或退还</translation>
    </message>
    <message>
        <source>replacement</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>legal hold</source>
        <translation>诉讼保全</translation>
    </message>
    <message>
        <source>hold ended</source>
        <translation>保全终止</translation>
    </message>
    <message>
        <source>retention</source>
        <translation>保存期限</translation>
    </message>
    <message>
        <source>erased</source>
        <translation>已清除</translation>
    </message>
    <message>
        <source>overdue by {count} days</source>
        <translation>逾期 {count} 天</translation>
    </message>
    <message>
        <source>due today</source>
        <translation>今日到期</translation>
    </message>
    <message>
        <source>in {count} days</source>
        <translation>还有 {count} 天</translation>
    </message>
    <message>
        <source>by {value}</source>
        <translation>由 {value}</translation>
    </message>
    <message>
        <source>number {value}</source>
        <translation>编号 {value}</translation>
    </message>
    <message>
        <source>reference {value}</source>
        <translation>文号 {value}</translation>
    </message>
    <message>
        <source>scan {value}</source>
        <translation>扫描件 {value}</translation>
    </message>
    <message>
        <source>due {day}</source>
        <translation>期限 {day}</translation>
    </message>
    <message>
        <source>{what} to {to}, {medium}, SHA-256 {digest}</source>
        <translation>{what}致 {to}，{medium}，SHA-256 {digest}</translation>
    </message>
    <message>
        <source>SHA-256 {digest}, from {people}</source>
        <translation>SHA-256 {digest}，来自 {people}</translation>
    </message>
    <message>
        <source>by the filing {filing}</source>
        <translation>由申报 {filing}</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>至 {day}</translation>
    </message>
</context>
<context>
    <name>RegisterAct</name>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>It stands in the register of {filing}.</source>
        <translation>已记入 {filing} 的登记簿。</translation>
    </message>
    <message>
        <source>Writing the register</source>
        <translation>正在写入登记簿</translation>
    </message>
    <message>
        <source>The key of the roster&apos;s keeper is not on this computer.</source>
        <translation>名册保管人的密钥不在本计算机上。</translation>
    </message>
</context>
<context>
    <name>ReleaseAct</name>
    <message>
        <source>{filing}: end the legal hold</source>
        <translation>{filing}：终止诉讼保全</translation>
    </message>
    <message>
        <source>For the keeper of the roster, whose key is asked for.</source>
        <translation>由名册保管人进行，须其密钥。</translation>
    </message>
    <message>
        <source>End the hold</source>
        <translation>终止保全</translation>
    </message>
    <message>
        <source>Why it ends</source>
        <translation>终止原因</translation>
    </message>
    <message>
        <source>The hold for {matter} ends: the filing can be changed again, and erased once its time is over.</source>
        <translation>{matter} 的保全终止：申报可再更改，期满后可清除。</translation>
    </message>
</context>
<context>
    <name>RemoveDialog</name>
    <message>
        <source>Take {name} off the roster</source>
        <translation>将 {name} 移出名册</translation>
    </message>
    <message>
        <source>For a key that should never have been on it. Where somebody leaves, revoke her key as lost instead: then what she signed so far counts on.</source>
        <translation>用于本不应进入名册的密钥。若有人离任，请改为将其密钥按丢失撤销：其此前所签继续有效。</translation>
    </message>
    <message>
        <source>Sign the change</source>
        <translation>签署变更</translation>
    </message>
    <message>
        <source>She keeps the roster: hand on the keeping first.</source>
        <translation>她保管名册：请先移交保管。</translation>
    </message>
    <message>
        <source>Nothing that {name} ever signed counts any more; her delegations and her successorship end.</source>
        <translation>{name} 曾签的一切不再有效；其委托与继任资格终止。</translation>
    </message>
</context>
<context>
    <name>ReplaceDialog</name>
    <message>
        <source>Replace the image by another file</source>
        <translation>用另一个文件替换映像</translation>
    </message>
    <message>
        <source>Another build of it, say. What is hidden goes along where it stands in the new file, and the exchange is refused where it does not. Reading and comparisons are done anew.</source>
        <translation>例如它的另一次构建。已隐藏的内容如存在于新文件中则随之转移，否则拒绝替换。读取和比较须重新进行。</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>New file</source>
        <translation>新文件</translation>
    </message>
    <message>
        <source>The file that replaces it</source>
        <translation>用于替换的文件</translation>
    </message>
    <message>
        <source>Choose the new file first.</source>
        <translation>请先选择新文件。</translation>
    </message>
    <message>
        <source>Confirm that nothing in it can be guessed, or withhold it.</source>
        <translation>请确认其中没有可被猜出的内容，或不提交该映像。</translation>
    </message>
    <message>
        <source>Replacing the image</source>
        <translation>正在替换映像</translation>
    </message>
</context>
<context>
    <name>Replaced</name>
    <message>
        <source>Codebinder was updated while this window was open. Your work is saved: close the window and start Codebinder again before you go on.</source>
        <translation>此窗口打开期间，Codebinder 已更新。您的工作已保存：请先关闭窗口并重新启动 Codebinder，再继续操作。</translation>
    </message>
</context>
<context>
    <name>ReplacedAct</name>
    <message>
        <source>The replacement</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Its next package says in its papers which package it supersedes.</source>
        <translation>其下一个材料包会在文书中写明取代哪个材料包。</translation>
    </message>
    <message>
        <source>Write it down</source>
        <translation>记入</translation>
    </message>
    <message>
        <source>Filing</source>
        <translation>申报</translation>
    </message>
    <message>
        <source>A round of {filing} that was submitted before is void: its papers change.</source>
        <translation>{filing} 此前提交的轮次作废：其文书会改变。</translation>
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
    <name>ReportsTab</name>
    <message>
        <source>Take in a report…</source>
        <translation>导入报告…</translation>
    </message>
    <message>
        <source>Has another program looked at this image?</source>
        <translation>是否有其他程序分析过此映像？</translation>
    </message>
    <message>
        <source>Take in the report of {one} or {two}: what it says of each place is laid beside what was found here. It is not needed, and nothing of it is published.</source>
        <translation>可导入 {one} 或 {two} 的报告：其对各位置的说明将与此处的结果并列。并非必需，也不会公开。</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起始</translation>
    </message>
    <message>
        <source>To</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>报告内容</translation>
    </message>
    <message>
        <source>What was found here</source>
        <translation>此处的结果</translation>
    </message>
    <message>
        <source>The report beside what was found here</source>
        <translation>报告与此处的结果对照</translation>
    </message>
    <message>
        <source>Read the image first: then what was found here stands beside it.</source>
        <translation>请先读取映像：之后会并列显示此处的结果。</translation>
    </message>
    <message>
        <source>{count} regions reported; where {missed} of them begin, nothing was recognised here.</source>
        <translation>报告了 {count} 个区域；其中 {missed} 个的起始处在此未识别出内容。</translation>
    </message>
    <message>
        <source>Reports (*.json *.csv *.log *.txt);;All files (*)</source>
        <translation>报告 (*.json *.csv *.log *.txt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Report on this image</source>
        <translation>关于此映像的报告</translation>
    </message>
</context>
<context>
    <name>Requirement</name>
    <message>
        <source>met</source>
        <translation>已满足</translation>
    </message>
    <message>
        <source>not met</source>
        <translation>未满足</translation>
    </message>
    <message>
        <source>not applicable</source>
        <translation>不适用</translation>
    </message>
    <message>
        <source>left out, with a reason</source>
        <translation>说明理由后省略</translation>
    </message>
    <message>
        <source>decided by a person</source>
        <translation>由人决定</translation>
    </message>
    <message>
        <source>read in a source</source>
        <translation>出自资料</translation>
    </message>
    <message>
        <source>read in a secondary source</source>
        <translation>出自二手资料</translation>
    </message>
    <message>
        <source>general knowledge</source>
        <translation>一般认知</translation>
    </message>
    <message>
        <source>inferred</source>
        <translation>推断</translation>
    </message>
    <message>
        <source>rule unclear: somebody decides</source>
        <translation>规则不明：由人决定</translation>
    </message>
    <message>
        <source>required</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>选填</translation>
    </message>
    <message>
        <source>may be left out with a reason</source>
        <translation>说明理由可省略</translation>
    </message>
    <message>
        <source>must not be given</source>
        <translation>不得提供</translation>
    </message>
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
    <name>RetainAct</name>
    <message>
        <source>{filing}: kept until</source>
        <translation>{filing}：保存期限</translation>
    </message>
    <message>
        <source>Before that day only the keeper of the roster can have it erased, with a reason.</source>
        <translation>该日之前，只有名册保管人可附理由清除。</translation>
    </message>
    <message>
        <source>Set the day</source>
        <translation>设定日期</translation>
    </message>
    <message>
        <source>years from the day it was sent last</source>
        <translation>年，自最近报送之日起</translation>
    </message>
    <message>
        <source>until this day</source>
        <translation>至此日</translation>
    </message>
    <message>
        <source>Years</source>
        <translation>年数</translation>
    </message>
    <message>
        <source>Note, stays inside</source>
        <translation>备注（不外传）</translation>
    </message>
    <message>
        <source>Kept until {day} so far.</source>
        <translation>目前保存至 {day}。</translation>
    </message>
    <message>
        <source>A shorter time is the keeper&apos;s to set.</source>
        <translation>缩短期限须由保管人进行。</translation>
    </message>
</context>
<context>
    <name>ReturnedDialog</name>
    <message>
        <source>Redactions that came back when a source moved: {count}. They hide nothing until you decide.</source>
        <translation>源代码迁移后退回的隐藏：{count} 处。在您决定之前它们不隐藏任何内容。</translation>
    </message>
    <message>
        <source>Redactions that came back</source>
        <translation>退回的隐藏</translation>
    </message>
    <message>
        <source>Their source moved to another commit, and what they hid reads differently there or stands in several places. They hide nothing now, and nothing can be submitted before each is decided.</source>
        <translation>源代码已迁移到另一提交，原隐藏内容在那里已不同或出现在多处。它们现在不隐藏任何内容；逐项决定之前无法提交。</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Redaction</source>
        <translation>隐藏项</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>原位置</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Redactions that wait for a decision</source>
        <translation>等待决定的隐藏</translation>
    </message>
    <message>
        <source>Nothing waits: every redaction stands.</source>
        <translation>没有等待的项：每处隐藏都有效。</translation>
    </message>
    <message>
        <source>What was hidden</source>
        <translation>原先隐藏的内容</translation>
    </message>
    <message>
        <source>The file as it is now</source>
        <translation>文件的现状</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Note; a drop needs one</source>
        <translation>说明；放弃时必填</translation>
    </message>
    <message>
        <source>Another file</source>
        <translation>另一个文件</translation>
    </message>
    <message>
        <source>another file of this source: its path, then Enter</source>
        <translation>此源代码的另一个文件：输入路径后按回车</translation>
    </message>
    <message>
        <source>Accept the proposed place</source>
        <translation>采纳建议的位置</translation>
    </message>
    <message>
        <source>Use my selection</source>
        <translation>采用我的选区</translation>
    </message>
    <message>
        <source>Drop it</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>What stands there now may be disclosed. This can&apos;t be undone.</source>
        <translation>该处现有内容可以公开。此操作不可撤销。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Was hidden in {place}</source>
        <translation>原隐藏于 {place}</translation>
    </message>
    <message>
        <source>No place is proposed; name a file below, or drop it.</source>
        <translation>没有建议的位置；请在下方指定文件，或放弃。</translation>
    </message>
    <message>
        <source>Proposed: {place}</source>
        <translation>建议：{place}</translation>
    </message>
    <message>
        <source>Now: {place}</source>
        <translation>现状：{place}</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Select the range in the file at the right first.</source>
        <translation>请先在右侧文件中选择范围。</translation>
    </message>
    <message>
        <source>Accepting a redaction&apos;s new place</source>
        <translation>正在采纳隐藏的新位置</translation>
    </message>
    <message>
        <source>Choosing a redaction&apos;s new place</source>
        <translation>正在选择隐藏的新位置</translation>
    </message>
    <message>
        <source>Dropping a redaction</source>
        <translation>正在放弃一处隐藏</translation>
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
        <source>recused, undecided</source>
        <translation>已回避，未决定</translation>
    </message>
    <message>
        <source>being written…</source>
        <translation>正在写入…</translation>
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
        <source>approved if</source>
        <translation>有条件批准</translation>
    </message>
    <message>
        <source>conflict</source>
        <translation>分歧</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>as before</source>
        <translation>同前</translation>
    </message>
    <message>
        <source>approves</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>rejects</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>approves if</source>
        <translation>有条件批准</translation>
    </message>
    <message>
        <source>is recused</source>
        <translation>回避</translation>
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
        <translation>不提交此文件</translation>
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
    <message>
        <source>{count} new</source>
        <translation>新增 {count}</translation>
    </message>
    <message>
        <source>{count} changed</source>
        <translation>更改 {count}</translation>
    </message>
    <message>
        <source>{count} as approved</source>
        <translation>同已批准 {count}</translation>
    </message>
    <message>
        <source>{count} still rejected</source>
        <translation>仍被退回 {count}</translation>
    </message>
    <message>
        <source>{count} gone</source>
        <translation>移除 {count}</translation>
    </message>
    <message>
        <source>since round {number}: {list}</source>
        <translation>较第 {number} 轮：{list}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>Files that would leave, against round {number}: {new} new, {changed} changed, {same} the same, {gone} gone.</source>
        <translation>将要报送的文件，与第 {number} 轮相比：新增 {new}，更改 {changed}，未变 {same}，移除 {gone}。</translation>
    </message>
    <message>
        <source>{name} {verdict}</source>
        <translation>{name}{verdict}</translation>
    </message>
    <message>
        <source>{what}: {comment}</source>
        <translation>{what}：{comment}</translation>
    </message>
    <message>
        <source>(declared met)</source>
        <translation>（已声明满足）</translation>
    </message>
    <message>
        <source>settled by {name}: {verdict}</source>
        <translation>由 {name} 裁定：{verdict}</translation>
    </message>
    <message>
        <source>{decided} of {all} decided</source>
        <translation>已定 {decided}/{all}</translation>
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
        <source>Approve if…</source>
        <translation>有条件批准…</translation>
    </message>
    <message>
        <source>Recuse…</source>
        <translation>回避…</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>收回</translation>
    </message>
    <message>
        <source>Approve all shown…</source>
        <translation>批准所列全部…</translation>
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
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>To be settled</source>
        <translation>待裁定</translation>
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
        <source>Standing out</source>
        <translation>异常项</translation>
    </message>
    <message>
        <source>Without my verdict</source>
        <translation>我尚未决定</translation>
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
        <source>New since last round</source>
        <translation>较上轮新增</translation>
    </message>
    <message>
        <source>Changed since last round</source>
        <translation>较上轮更改</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>分歧</translation>
    </message>
    <message>
        <source>Conditions not met</source>
        <translation>条件未满足</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Any reason</source>
        <translation>任何理由</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
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
        <source>Conflicts: {count}</source>
        <translation>分歧：{count}</translation>
    </message>
    <message>
        <source>Conditions: {count}</source>
        <translation>条件：{count}</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Submit…</source>
        <translation>提交…</translation>
    </message>
    <message>
        <source>Send to reviewer…</source>
        <translation>发给审核人…</translation>
    </message>
    <message>
        <source>Import answer…</source>
        <translation>导入答复…</translation>
    </message>
    <message>
        <source>I have answered</source>
        <translation>我已答复</translation>
    </message>
    <message>
        <source>You were asked by name: sign that you have said all you have to say.</source>
        <translation>您被点名审核：签署确认您的意见已全部给出。</translation>
    </message>
    <message>
        <source>Sign…</source>
        <translation>签名…</translation>
    </message>
    <message>
        <source>Submitting for review</source>
        <translation>正在提交审核</translation>
    </message>
    <message>
        <source>Let {name} off this round? The roster&apos;s keeper signs that, with a reason.</source>
        <translation>本轮免除 {name} 的答复？由名册保管人签署并说明理由。</translation>
    </message>
    <message>
        <source>Let off</source>
        <translation>免除</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Letting a reviewer off</source>
        <translation>免除审核人</translation>
    </message>
    <message>
        <source>Sign that you have said all you have to say about this round? It counts as answered then, and that stays; what you decide later counts as well.</source>
        <translation>确认签署您对本轮的意见已全部提出？签署后即视为已答复，不可撤回；您以后的决定同样有效。</translation>
    </message>
    <message>
        <source>Sign the answer</source>
        <translation>签署答复</translation>
    </message>
    <message>
        <source>Signing your answer</source>
        <translation>正在签署您的答复</translation>
    </message>
    <message>
        <source>Answers (*.age);;All files (*)</source>
        <translation>答复 (*.age);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Import answer</source>
        <translation>导入答复</translation>
    </message>
    <message>
        <source>Round {number} is submitted.</source>
        <translation>第 {number} 轮已提交。</translation>
    </message>
</context>
<context>
    <name>RevisionModel</name>
    <message>
        <source>Revision</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>About</source>
        <translation>说明</translation>
    </message>
</context>
<context>
    <name>Revisions</name>
    <message>
        <source>Kind of revision</source>
        <translation>版本类型</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>Commits</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search revisions</source>
        <translation>搜索版本</translation>
    </message>
    <message>
        <source>Revisions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>commit {id}</source>
        <translation>提交 {id}</translation>
    </message>
    <message>
        <source>annotated tag of commit {id}</source>
        <translation>附注标签，提交 {id}</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>没有匹配项。</translation>
    </message>
    <message>
        <source>There are none.</source>
        <translation>没有。</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>已签名</translation>
    </message>
</context>
<context>
    <name>RevokeDialog</name>
    <message>
        <source>Revoke the key of {name}</source>
        <translation>撤销 {name} 的密钥</translation>
    </message>
    <message>
        <source>It can&apos;t be taken back: she goes on with a new key.</source>
        <translation>无法收回：她须改用新密钥。</translation>
    </message>
    <message>
        <source>Sign the revocation</source>
        <translation>签署撤销</translation>
    </message>
    <message>
        <source>lost: nobody has it any more</source>
        <translation>丢失：已无人持有</translation>
    </message>
    <message>
        <source>compromised: somebody else may have it</source>
        <translation>泄露：可能已为他人所得</translation>
    </message>
    <message>
        <source>everything that is known here counts (up to number {number})</source>
        <translation>此处已知的一切有效（至第 {number} 号）</translation>
    </message>
    <message>
        <source>The last that counts is number</source>
        <translation>最后有效的编号</translation>
    </message>
    <message>
        <source>The key is</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Signed with it</source>
        <translation>用它所签</translation>
    </message>
    <message>
        <source>This is the keeper&apos;s own key: hand on the keeping first, or nobody can sign the next change.</source>
        <translation>这是保管人自己的密钥：请先移交保管，否则无人能签署下一次变更。</translation>
    </message>
    <message>
        <source>Of {name} counts what she signed up to number {number}; nothing later, wherever it turns up.</source>
        <translation>{name} 所签至第 {number} 号有效；其后的无论在何处出现均无效。</translation>
    </message>
    <message>
        <source>Nothing that {name} ever signed counts any more.</source>
        <translation>{name} 曾签的一切不再有效。</translation>
    </message>
    <message>
        <source>Packages that have left keep their seal: tell the recipients, by another way than mail.</source>
        <translation>已发出的材料包保留其封签：请以邮件以外的途径告知接收方。</translation>
    </message>
</context>
<context>
    <name>RosterView</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>May</source>
        <translation>可以</translation>
    </message>
    <message>
        <source>People on the roster</source>
        <translation>名册上的人员</translation>
    </message>
    <message>
        <source>Successors…</source>
        <translation>继任人…</translation>
    </message>
    <message>
        <source>Endorse a new keeper…</source>
        <translation>背书新保管人…</translation>
    </message>
    <message>
        <source>Take over the keeping…</source>
        <translation>接任保管…</translation>
    </message>
    <message>
        <source>Nobody yet.</source>
        <translation>尚无人。</translation>
    </message>
    <message>
        <source>keeper</source>
        <translation>保管人</translation>
    </message>
    <message>
        <source>successor</source>
        <translation>继任人</translation>
    </message>
    <message>
        <source>nothing any more</source>
        <translation>不再有任何职责</translation>
    </message>
    <message>
        <source>in the place of {names}</source>
        <translation>代 {names}</translation>
    </message>
    <message>
        <source>{name} keeps this roster, and her key is not on this computer: you can look, not change.</source>
        <translation>名册由 {name} 保管，其密钥不在本计算机上：您可查看，不可更改。</translation>
    </message>
    <message>
        <source>Nobody is on the roster. The first person trusted keeps it.</source>
        <translation>名册上尚无人。第一位受信任者保管名册。</translation>
    </message>
    <message>
        <source>No successors: where the keeper&apos;s key is lost, the roster can&apos;t change any more.</source>
        <translation>无继任人：若保管人密钥丢失，名册便再也无法变更。</translation>
    </message>
    <message>
        <source>Successors: any {need} of {names}</source>
        <translation>继任人：{names} 中任意 {need} 人</translation>
    </message>
    <message>
        <source>Keeps the roster: signs every change of it.</source>
        <translation>保管名册：签署其每次变更。</translation>
    </message>
    <message>
        <source>Revoked as {loss}: nothing of this key counts.</source>
        <translation>已按{loss}撤销：此密钥所签一概无效。</translation>
    </message>
    <message>
        <source>Revoked as {loss}: nothing after its signed object {number} counts.</source>
        <translation>已按{loss}撤销：其第 {number} 号签名对象之后一概无效。</translation>
    </message>
    <message>
        <source>Certificate: {subject}</source>
        <translation>证书：{subject}</translation>
    </message>
    <message>
        <source>every filing</source>
        <translation>所有申报</translation>
    </message>
    <message>
        <source>{taker} in the place of {giver}: {duties}; {filing}; {until}</source>
        <translation>{taker} 代 {giver}：{duties}；{filing}；{until}</translation>
    </message>
    <message>
        <source>up to and with {day}</source>
        <translation>至 {day}（含当日）</translation>
    </message>
    <message>
        <source>until ended</source>
        <translation>直至终止</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>已终止</translation>
    </message>
    <message>
        <source>End…</source>
        <translation>终止…</translation>
    </message>
    <message>
        <source>End: {what}</source>
        <translation>终止：{what}</translation>
    </message>
    <message>
        <source>Duties…</source>
        <translation>职责…</translation>
    </message>
    <message>
        <source>Delegate…</source>
        <translation>委托…</translation>
    </message>
    <message>
        <source>Certificate…</source>
        <translation>证书…</translation>
    </message>
    <message>
        <source>Make her the keeper…</source>
        <translation>改由其保管…</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>撤销…</translation>
    </message>
    <message>
        <source>Take off…</source>
        <translation>移出…</translation>
    </message>
</context>
<context>
    <name>RoundNotes</name>
    <message>
        <source>Nothing was hidden or kept, so nothing waits for a verdict of its own. What is signed are the answers and the documents: read them as they would leave, then sign.</source>
        <translation>没有隐藏或保留的内容，因此无需逐项裁定。签署的是回答和文件：请先阅读其报送版本，再签名。</translation>
    </message>
    <message>
        <source>Read the papers</source>
        <translation>阅读文书</translation>
    </message>
    <message>
        <source>Nothing to decide piece by piece</source>
        <translation>无需逐项决定</translation>
    </message>
    <message>
        <source>Something has changed since this round was submitted. Submit a new round; decisions that nothing touched carry over.</source>
        <translation>本轮提交后内容有变更。请提交新一轮；未受影响的决定继续有效。</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>…另有 {count} 项</translation>
    </message>
    <message>
        <source>Submitting fixes everything that would leave under one digest, signed by you. A reviewer then decides each redaction and each kept finding, and signs.</source>
        <translation>提交会把所有将对外提供的内容固定在一个摘要之下，并由您签名。随后审核人逐项决定每处隐藏与保留，并签名。</translation>
    </message>
    <message>
        <source>Submit for review…</source>
        <translation>提交审核…</translation>
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
        <translation>尚无可提交的内容：本申报没有源代码。</translation>
    </message>
    <message>
        <source>Nothing can be submitted before every source has been scanned.</source>
        <translation>所有源代码扫描完毕之前不能提交。</translation>
    </message>
    <message>
        <source>{count} findings are neither redacted nor kept yet.</source>
        <translation>还有 {count} 个发现项既未隐藏也未保留。</translation>
    </message>
</context>
<context>
    <name>RoundStrip</name>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已答复</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>已签署</translation>
    </message>
    <message>
        <source>let off</source>
        <translation>已免除</translation>
    </message>
    <message>
        <source>deciding</source>
        <translation>审核中</translation>
    </message>
    <message>
        <source>{name}: {state}</source>
        <translation>{name}：{state}</translation>
    </message>
    <message>
        <source>approved {count}</source>
        <translation>批准 {count}</translation>
    </message>
    <message>
        <source>rejected {count}</source>
        <translation>退回 {count}</translation>
    </message>
    <message>
        <source>approved if {count}</source>
        <translation>有条件批准 {count}</translation>
    </message>
    <message>
        <source>recused {count}</source>
        <translation>回避 {count}</translation>
    </message>
    <message>
        <source>Let this reviewer off, with a reason…</source>
        <translation>免除此审核人，并说明理由…</translation>
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
        <translation>…另有 {count} 项</translation>
    </message>
</context>
<context>
    <name>Ruler</name>
    <message>
        <source>Overview of marks</source>
        <translation>标记总览</translation>
    </message>
    <message>
        <source>line {line}: {what}</source>
        <translation>第 {line} 行：{what}</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 处</translation>
    </message>
    <message>
        <source>line {line}</source>
        <translation>第 {line} 行</translation>
    </message>
</context>
<context>
    <name>Rules</name>
    <message>
        <source>Include</source>
        <translation>纳入</translation>
    </message>
    <message>
        <source>empty: everything</source>
        <translation>留空：全部</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>as in .gitignore: /tests/ or *.bin</source>
        <translation>写法同 .gitignore：/tests/ 或 *.bin</translation>
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
        <source>Remove</source>
        <translation>移除</translation>
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
        <translation>…另有 {count} 项</translation>
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
        <source>can&apos;t be read any more</source>
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
        <source>Removing the list</source>
        <translation>正在移除列表</translation>
    </message>
    <message>
        <source>{name} is removed; what it found is gone after the next scan. Ctrl+Z brings it back.</source>
        <translation>{name} 已移除；其发现将在下次扫描后消失。按 Ctrl+Z 可恢复。</translation>
    </message>
</context>
<context>
    <name>SampleDialog</name>
    <message>
        <source>Try the sample</source>
        <translation>试用示例</translation>
    </message>
    <message>
        <source>A made-up gateway product, complete up to review. It has keys of its own; yours are not touched. Delete the folder when you are done.</source>
        <translation>一个虚构的网关产品，审核之前的步骤均已完成。示例自带密钥，不会动用您的密钥。用完后删除该文件夹即可。</translation>
    </message>
    <message>
        <source>Make the sample</source>
        <translation>生成示例</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>An empty folder</source>
        <translation>空文件夹</translation>
    </message>
    <message>
        <source>This folder is not empty; name a new one.</source>
        <translation>该文件夹不为空，请另选。</translation>
    </message>
    <message>
        <source>Making the sample</source>
        <translation>正在生成示例</translation>
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
    <name>ScreenTicks</name>
    <message>
        <source>Screens: questions that are added and signed with it</source>
        <translation>筛查单：附加并随申报一同签署的问题</translation>
    </message>
</context>
<context>
    <name>SelectionModel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>In or out</source>
        <translation>纳入或排除</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>link, recorded and never followed</source>
        <translation>链接，仅记录，不跟随</translation>
    </message>
    <message>
        <source>submodule, recorded by its commit</source>
        <translation>子模块，按提交记录</translation>
    </message>
    <message>
        <source>in</source>
        <translation>纳入</translation>
    </message>
    <message>
        <source>out by {rule}</source>
        <translation>按 {rule} 排除</translation>
    </message>
    <message>
        <source>out: no include rule takes it</source>
        <translation>排除：没有纳入规则匹配</translation>
    </message>
    <message>
        <source>{count} in</source>
        <translation>纳入 {count}</translation>
    </message>
    <message>
        <source>{count} out by {rule}</source>
        <translation>按 {rule} 排除 {count}</translation>
    </message>
    <message>
        <source>{count} out</source>
        <translation>排除 {count}</translation>
    </message>
    <message>
        <source>{inside} in, {out} out</source>
        <translation>纳入 {inside}，排除 {out}</translation>
    </message>
</context>
<context>
    <name>SendDialog</name>
    <message>
        <source>Send to reviewer</source>
        <translation>发给审核人</translation>
    </message>
    <message>
        <source>One file, signed by you and encrypted: everything that would leave, with the originals of what is hidden. She decides in it offline, and sends an answer back.</source>
        <translation>一个由您签署并加密的文件：将要报送的全部内容，连同被隐藏内容的原文。审核人离线决定后发回答复。</translation>
    </message>
    <message>
        <source>Write the packet</source>
        <translation>写出审核包</translation>
    </message>
    <message>
        <source>To</source>
        <translation>收件人</translation>
    </message>
    <message>
        <source>Key line</source>
        <translation>公钥行</translation>
    </message>
    <message>
        <source>somebody else&apos;s key, one line: codebinder-key1:…</source>
        <translation>他人的公钥，一行：codebinder-key1:…</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>only where she has no key yet; tell it by another way</source>
        <translation>仅在对方还没有密钥时使用；请通过其他途径告知</translation>
    </message>
    <message>
        <source>What it holds</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Everything as filed, with the originals: she can sign the round</source>
        <translation>全部报送版本及原文：审核人可以签署本轮</translation>
    </message>
    <message>
        <source>Only what is hidden and kept: she can decide, not sign. Lines of context:</source>
        <translation>仅隐藏和保留之处：可以决定，不能签署。前后行数：</translation>
    </message>
    <message>
        <source>Lines of context</source>
        <translation>前后行数</translation>
    </message>
    <message>
        <source>Questions to her, one in a line</source>
        <translation>向审核人提问，每行一个</translation>
    </message>
    <message>
        <source>Packet file</source>
        <translation>审核包文件</translation>
    </message>
    <message>
        <source>A key line begins with codebinder-key1:</source>
        <translation>公钥行以 codebinder-key1: 开头</translation>
    </message>
    <message>
        <source>A packet goes to keys or has a passphrase, not both.</source>
        <translation>审核包要么发给密钥，要么使用口令，不能兼用。</translation>
    </message>
    <message>
        <source>Writing the packet</source>
        <translation>正在写出审核包</translation>
    </message>
    <message>
        <source>The packet is written</source>
        <translation>审核包已写出</translation>
    </message>
    <message>
        <source>{size}; files as filed: {files}, originals: {originals}</source>
        <translation>{size}；报送版本文件：{files}，原文：{originals}</translation>
    </message>
    <message>
        <source>whoever has the passphrase</source>
        <translation>持有口令的人</translation>
    </message>
    <message>
        <source>Only these can read it: {names}</source>
        <translation>只有以下人员能读取：{names}</translation>
    </message>
    <message>
        <source>Send her this file. Tell her the digest by another way, and your fingerprint, if she has not had a packet of yours before. Her answer comes back as one file: Import answer….</source>
        <translation>把此文件发给审核人，并通过其他途径告知摘要；如其首次收到您的审核包，还要告知您的指纹。答复会以一个文件返回：导入答复…。</translation>
    </message>
</context>
<context>
    <name>SentAct</name>
    <message>
        <source>{filing}: what was sent</source>
        <translation>{filing}：报送了什么</translation>
    </message>
    <message>
        <source>The digest ties the register to the very package that left.</source>
        <translation>摘要使登记簿与实际报送的材料包相对应。</translation>
    </message>
    <message>
        <source>Write it down</source>
        <translation>记入</translation>
    </message>
    <message>
        <source>It is</source>
        <translation>这是</translation>
    </message>
    <message>
        <source>To</source>
        <translation>收件人</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>介质</translation>
    </message>
    <message>
        <source>On</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Tracking number</source>
        <translation>运单号</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>卷数</translation>
    </message>
    <message>
        <source>Seal numbers</source>
        <translation>封条号</translation>
    </message>
    <message>
        <source>parted by commas</source>
        <translation>以逗号分隔</translation>
    </message>
    <message>
        <source>Handed over by</source>
        <translation>交付人</translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation>接收人</translation>
    </message>
    <message>
        <source>Reference number</source>
        <translation>文号</translation>
    </message>
    <message>
        <source>Note, stays inside</source>
        <translation>备注（不外传）</translation>
    </message>
    <message>
        <source>a file…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>another digest…</source>
        <translation>其他摘要…</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>材料包</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>It went out although it is none of this filing&apos;s builds</source>
        <translation>已报送，虽非本申报的生成记录</translation>
    </message>
    <message>
        <source>The final package follows the newest proposal, which was answered.</source>
        <translation>正式材料包承接最新且已获答复的建议稿。</translation>
    </message>
    <message>
        <source>It is marked as foreign: nothing proves what was in it.</source>
        <translation>标记为外来：无法证明其内容。</translation>
    </message>
</context>
<context>
    <name>SentView</name>
    <message>
        <source>On</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>To</source>
        <translation>收件人</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>介质</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>报送记录</translation>
    </message>
    <message>
        <source>Record what was sent…</source>
        <translation>记录报送…</translation>
    </message>
    <message>
        <source>The authority&apos;s answer…</source>
        <translation>主管机关的答复…</translation>
    </message>
    <message>
        <source>Custody form…</source>
        <translation>保管链表…</translation>
    </message>
    <message>
        <source>foreign</source>
        <translation>外来</translation>
    </message>
    <message>
        <source>Proposed on {day}</source>
        <translation>{day} 提出建议稿</translation>
    </message>
    <message>
        <source>answered on {day}: {answer}</source>
        <translation>{day} 答复：{answer}</translation>
    </message>
    <message>
        <source>not answered yet</source>
        <translation>尚未答复</translation>
    </message>
    <message>
        <source>final sent on {day}</source>
        <translation>{day} 报送正式稿</translation>
    </message>
    <message>
        <source>Two stages: {list}</source>
        <translation>两个阶段：{list}</translation>
    </message>
    <message>
        <source>Once the package has left, write down what went to whom, on which medium, with which digest.</source>
        <translation>材料包报送后，请记下何物交给何人、以何介质、摘要为何。</translation>
    </message>
    <message>
        <source>Nothing was sent yet</source>
        <translation>尚未报送</translation>
    </message>
    <message>
        <source>No build of this filing has this digest: nothing proves what was in it.</source>
        <translation>本申报没有此摘要的生成记录：无法证明其内容。</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>材料包</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>卷数</translation>
    </message>
    <message>
        <source>Tracking number</source>
        <translation>运单号</translation>
    </message>
    <message>
        <source>Seal numbers</source>
        <translation>封条号</translation>
    </message>
    <message>
        <source>Handed over by</source>
        <translation>交付人</translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation>接收人</translation>
    </message>
    <message>
        <source>Reference number</source>
        <translation>文号</translation>
    </message>
    <message>
        <source>Follows</source>
        <translation>承接</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>回执</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>暂无。</translation>
    </message>
    <message>
        <source>Record a receipt…</source>
        <translation>记录回执…</translation>
    </message>
</context>
<context>
    <name>Showing</name>
    <message>
        <source>As filed: reading…</source>
        <translation>报送版本：正在读取…</translation>
    </message>
    <message>
        <source>As filed</source>
        <translation>报送版本</translation>
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
        <source>Your signature says: of round {number}, which covers {names} only, all may leave, exactly as it is.</source>
        <translation>您的签名表示：第 {number} 轮（仅涵盖 {names}）的全部内容可按现状对外提供。</translation>
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
        <source>A reviewer&apos;s key and a proposer&apos;s key were made in the same account on one computer: both may be one person. The package will say so.</source>
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
        <translation>隐藏项：{count} 个。被隐藏的内容不对外提供。</translation>
    </message>
    <message>
        <source>Findings kept: {count}. What was found does leave.</source>
        <translation>保留的发现项：{count} 个。所发现的内容会对外提供。</translation>
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
        <translation>被检测器降级：{count} 个。无人决定过这些发现项，它们将按现状对外提供。</translation>
    </message>
    <message>
        <source>Redactions taken back since this filing was last signed, withdrawn or gone with a source: {count}. What they hid may leave now.</source>
        <translation>自本申报上次签署以来撤回的、或随源代码一并移除的隐藏项：{count} 个。原先隐藏的内容现在可能会对外提供。</translation>
    </message>
    <message>
        <source>Not shown to you: {count} of what you sign for was never opened.</source>
        <translation>未向您显示：您所签署的内容中有 {count} 项从未打开。</translation>
    </message>
    <message>
        <source>Decided in bulk: {count}, without being opened one by one.</source>
        <translation>批量决定：{count} 项，未逐项打开。</translation>
    </message>
    <message>
        <source>Shown in part: {count}, without the file as filed beside the original.</source>
        <translation>部分显示：{count} 项，未与报送版本并列查看。</translation>
    </message>
    <message>
        <source>Conditions declared met: {count}. {list}</source>
        <translation>已声明满足的条件：{count}。{list}</translation>
    </message>
    <message>
        <source>Asked and not answered yet: {names}. The package waits for them, or the keeper lets them off.</source>
        <translation>已点名、尚未答复：{names}。须等其答复或由保管人免除，才能生成材料包。</translation>
    </message>
    <message>
        <source>Not searched for what is hidden: {list}</source>
        <translation>未能检查是否含有已隐藏内容：{list}</translation>
    </message>
    <message>
        <source>Let off by the keeper: {names}</source>
        <translation>由保管人免除：{names}</translation>
    </message>
    <message>
        <source>{source}: {total} entries of the commit = {disclosed} disclosed + {redacted} redacted + {withheld} withheld + {excluded} excluded + {links} links + {submodules} submodules</source>
        <translation>{source}：提交中共 {total} 个条目 = 完整披露 {disclosed} + 部分隐藏 {redacted} + 不提交 {withheld} + 排除 {excluded} + 符号链接 {links} + 子模块 {submodules}</translation>
    </message>
    <message>
        <source>Reviewers disagree about {count}; the arbiter settles that before anybody signs.</source>
        <translation>审核人对 {count} 项意见不一；须先由裁定人裁定，才能签署。</translation>
    </message>
    <message>
        <source>Approved on a condition that nobody has signed as met: {count}.</source>
        <translation>有条件批准、尚无人签署条件已满足：{count}。</translation>
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
    <name>SourcesPage</name>
    <message>
        <source>Add a repository…</source>
        <translation>添加代码仓库…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Scan for secrets</source>
        <translation>扫描敏感信息</translation>
    </message>
    <message>
        <source>Which source code is filed?</source>
        <translation>申报哪些源代码？</translation>
    </message>
    <message>
        <source>Choose the repository and the exact tag, branch or commit. It is read from git&apos;s own store; the work tree is never looked at, and nothing in it is run or changed.</source>
        <translation>选择代码仓库以及确切的标签、分支或提交。内容直接取自 git 存储，从不查看工作区，也不会运行或更改其中任何内容。</translation>
    </message>
    <message>
        <source>The template is for answers and documents, and its rules leave no room for source code.</source>
        <translation>该模板只收回答和文件，其规则不允许提交源代码。</translation>
    </message>
    <message>
        <source>No source code belongs in this filing</source>
        <translation>本申报不得包含源代码</translation>
    </message>
    <message>
        <source>Source code is not required here</source>
        <translation>此处不要求源代码</translation>
    </message>
    <message>
        <source>You may go on without. Or add some:</source>
        <translation>可直接继续。如需添加：</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>scanned</source>
        <translation>已扫描</translation>
    </message>
    <message>
        <source>not scanned yet</source>
        <translation>尚未扫描</translation>
    </message>
    <message>
        <source>include {rule}</source>
        <translation>纳入 {rule}</translation>
    </message>
    <message>
        <source>exclude {rule}</source>
        <translation>排除 {rule}</translation>
    </message>
    <message>
        <source>no rules: everything is in</source>
        <translation>无规则：全部纳入</translation>
    </message>
    <message>
        <source>Show the files</source>
        <translation>查看文件</translation>
    </message>
    <message>
        <source>Another commit or other rules…</source>
        <translation>更换提交或规则…</translation>
    </message>
    <message>
        <source>Last move…</source>
        <translation>上次迁移…</translation>
    </message>
    <message>
        <source>It is elsewhere now…</source>
        <translation>重新定位…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Reading the last move</source>
        <translation>正在读取上次迁移</translation>
    </message>
    <message>
        <source>This source has not moved to another commit yet.</source>
        <translation>此源代码尚未迁移到其他提交。</translation>
    </message>
    <message>
        <source>Where is it now?</source>
        <translation>现在在哪里？</translation>
    </message>
    <message>
        <source>Looking for the same commit</source>
        <translation>正在查找同一提交</translation>
    </message>
    <message>
        <source>Removing {name}</source>
        <translation>正在移除 {name}</translation>
    </message>
    <message>
        <source>{name} is removed, with its findings, keeps and {count} redactions. Undo brings all of it back.</source>
        <translation>{name} 已移除，连同其发现项、保留决定和 {count} 项隐藏。撤销可全部恢复。</translation>
    </message>
    <message>
        <source>Listing the files</source>
        <translation>正在列出文件</translation>
    </message>
    <message>
        <source>Files of {name}</source>
        <translation>{name} 的文件</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Scanning for secrets</source>
        <translation>正在扫描敏感信息</translation>
    </message>
    <message>
        <source>{files} files scanned: {open} findings wait for a decision.</source>
        <translation>已扫描 {files} 个文件：{open} 个发现项待处理。</translation>
    </message>
</context>
<context>
    <name>Speech</name>
    <message>
        <source>Current line</source>
        <translation>当前行</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Assemble, review and verify source-code and firmware disclosure packages, offline.</source>
        <translation>离线汇编、审核和核验源代码及固件披露材料包。</translation>
    </message>
    <message>
        <source>Your first package in five minutes</source>
        <translation>五分钟完成第一个材料包</translation>
    </message>
    <message>
        <source>Or drop a workbook, a package, a packet, a repository or a firmware image on this window.</source>
        <translation>或将工作簿、材料包、审核包、代码仓库或固件映像拖到此窗口。</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>A workbook is one file about one vendor: its products, filings and decisions.</source>
        <translation>一个工作簿对应一家厂商：其产品、申报和各项决定都在一个文件中。</translation>
    </message>
    <message>
        <source>New workbook…</source>
        <translation>新建工作簿…</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Open a workbook that you or a colleague began.</source>
        <translation>打开您或同事已建立的工作簿。</translation>
    </message>
    <message>
        <source>Open workbook…</source>
        <translation>打开工作簿…</translation>
    </message>
    <message>
        <source>Look around</source>
        <translation>了解</translation>
    </message>
    <message>
        <source>A made-up gateway with source, firmware, findings and redactions, complete up to review.</source>
        <translation>一个虚构的网关产品，含源代码、固件、发现项和隐藏处理，审核之前的步骤均已完成。</translation>
    </message>
    <message>
        <source>Try the sample…</source>
        <translation>试用示例…</translation>
    </message>
    <message>
        <source>Templates…</source>
        <translation>模板…</translation>
    </message>
    <message>
        <source>Vendor…</source>
        <translation>厂商…</translation>
    </message>
    <message>
        <source>Which product is filed?</source>
        <translation>申报哪个产品？</translation>
    </message>
    <message>
        <source>Name it with its version. Its facts are entered once and used by every filing about it.</source>
        <translation>填写名称和版本。产品情况只需填写一次，供该产品的所有申报使用。</translation>
    </message>
    <message>
        <source>Add a product…</source>
        <translation>添加产品…</translation>
    </message>
    <message>
        <source>Begin the first filing</source>
        <translation>建立第一个申报</translation>
    </message>
    <message>
        <source>A filing is one package: a product version against one template, for one recipient.</source>
        <translation>一个申报对应一个材料包：某产品版本、某一模板、某一接收方。</translation>
    </message>
    <message>
        <source>New filing…</source>
        <translation>新建申报…</translation>
    </message>
</context>
<context>
    <name>StateAct</name>
    <message>
        <source>{filing}: {state}</source>
        <translation>{filing}：{state}</translation>
    </message>
    <message>
        <source>For your register; nothing of it leaves.</source>
        <translation>仅供您的登记簿；不会外传。</translation>
    </message>
    <message>
        <source>Write it down</source>
        <translation>记入</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>自</translation>
    </message>
    <message>
        <source>Told by</source>
        <translation>告知人</translation>
    </message>
    <message>
        <source>who wrote or called</source>
        <translation>来函或来电者</translation>
    </message>
    <message>
        <source>Reference number</source>
        <translation>文号</translation>
    </message>
    <message>
        <source>The correction is due</source>
        <translation>补正期限</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>{filing} goes from “{was}” to “{state}”.</source>
        <translation>{filing} 从“{was}”变为“{state}”。</translation>
    </message>
    <message>
        <source>It stays so: nothing more is submitted or built of it.</source>
        <translation>此后不变：不再由其提交或生成任何内容。</translation>
    </message>
</context>
<context>
    <name>Stated</name>
    <message>
        <source>Issued on</source>
        <translation>签发日期</translation>
    </message>
    <message>
        <source>Bears a seal</source>
        <translation>已盖章</translation>
    </message>
    <message>
        <source>Is the original</source>
        <translation>为原件</translation>
    </message>
    <message>
        <source>Comes with a translation</source>
        <translation>附译文</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>at least {count} pages</source>
        <translation>至少 {count} 页</translation>
    </message>
    <message>
        <source>at most {count} pages</source>
        <translation>最多 {count} 页</translation>
    </message>
    <message>
        <source>with a seal</source>
        <translation>须盖章</translation>
    </message>
    <message>
        <source>the original</source>
        <translation>须为原件</translation>
    </message>
    <message>
        <source>with a translation</source>
        <translation>须附译文</translation>
    </message>
    <message>
        <source>copies: {count}</source>
        <translation>份数：{count}</translation>
    </message>
    <message>
        <source>issued no more than {count} days ago</source>
        <translation>签发不超过 {count} 天</translation>
    </message>
</context>
<context>
    <name>StatedForm</name>
    <message>
        <source>State more of it…</source>
        <translation>说明更多情况…</translation>
    </message>
    <message>
        <source>YYYY-MM-DD</source>
        <translation>YYYY-MM-DD</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>in force</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>suspended</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>草案</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已废止</translation>
    </message>
    <message>
        <source>by contract</source>
        <translation>依合同</translation>
    </message>
</context>
<context>
    <name>Step</name>
    <message>
        <source>Filing</source>
        <translation>申报</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>源代码</translation>
    </message>
    <message>
        <source>Firmware</source>
        <translation>固件</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文件</translation>
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
        <source>Package</source>
        <translation>材料包</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>核验</translation>
    </message>
</context>
<context>
    <name>StepAct</name>
    <message>
        <source>A step that was taken</source>
        <translation>已采取的步骤</translation>
    </message>
    <message>
        <source>Called, written, met: whatever shows later that nothing was left undone.</source>
        <translation>致电、去函、会面：凡日后能表明已尽一切努力者。</translation>
    </message>
    <message>
        <source>Write it down</source>
        <translation>记入</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>做了什么</translation>
    </message>
    <message>
        <source>On</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>By</source>
        <translation>由</translation>
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
    <name>Stream</name>
    <message>
        <source>Source</source>
        <translation>源程序</translation>
    </message>
    <message>
        <source>Object code</source>
        <translation>目标程序</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>from the start</source>
        <translation>自开头</translation>
    </message>
    <message>
        <source>up to the end</source>
        <translation>至末尾</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>任选</translation>
    </message>
    <message>
        <source>all of it</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>named page</source>
        <translation>指定页</translation>
    </message>
</context>
<context>
    <name>StreamBox</name>
    <message>
        <source>{name}: {printed} of {pages} pages are printed</source>
        <translation>{name}：共 {pages} 页，打印 {printed} 页</translation>
    </message>
    <message>
        <source>The stretch to place</source>
        <translation>要指定的部分</translation>
    </message>
    <message>
        <source>Where it begins: a page, or file:line</source>
        <translation>起始处：页码，或文件及行号</translation>
    </message>
    <message>
        <source>a page, or file:line</source>
        <translation>页码，或文件及行号，如 src/main.c:1</translation>
    </message>
    <message>
        <source>Begin there</source>
        <translation>从此处开始</translation>
    </message>
    <message>
        <source>Point at a page, or write where the stretch begins:</source>
        <translation>指向某页，或填写起始处：</translation>
    </message>
    <message>
        <source>Stretches of pages</source>
        <translation>各部分页面</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Printed as</source>
        <translation>打印页码</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>起</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>止</translation>
    </message>
</context>
<context>
    <name>StripDialog</name>
    <message>
        <source>Lines left out of the listing</source>
        <translation>清单中省略的行</translation>
    </message>
    <message>
        <source>Files leave as they are, and line numbers stay those of the files; only the printed listing is shorter, and says so. A line that carries a mask is always printed.</source>
        <translation>文件原样提交，行号仍为文件中的行号；只是打印的清单较短，并会注明。带有遮盖标记的行一律打印。</translation>
    </message>
    <message>
        <source>What is left out</source>
        <translation>省略的内容</translation>
    </message>
    <message>
        <source>Show what it comes to</source>
        <translation>显示结果</translation>
    </message>
    <message>
        <source>Choose, and look: nothing is changed by looking.</source>
        <translation>选择后查看；查看不会改变任何内容。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Leave these lines out</source>
        <translation>省略这些行</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Blank</source>
        <translation>空行</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>注释</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>共</translation>
    </message>
    <message>
        <source>Files of which lines would be left out</source>
        <translation>将省略部分行的文件</translation>
    </message>
    <message>
        <source>The first lines of the file that would not be printed</source>
        <translation>该文件中首批不打印的行</translation>
    </message>
    <message>
        <source>Sample lines</source>
        <translation>示例行</translation>
    </message>
    <message>
        <source>Counting what is left out</source>
        <translation>正在统计省略的内容</translation>
    </message>
    <message>
        <source>stay</source>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>StripLine</name>
    <message>
        <source>Look what each choice leaves out…</source>
        <translation>查看各选项省略的内容…</translation>
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
        <source>Since last</source>
        <translation>较上轮</translation>
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
</context>
<context>
    <name>SubmitDialog</name>
    <message>
        <source>Submit for review</source>
        <translation>提交审核</translation>
    </message>
    <message>
        <source>Everything that would leave is read, searched for what is hidden, and fixed under one digest that you sign.</source>
        <translation>读取将要报送的全部内容，搜索被隐藏的内容，并以一个由您签署的摘要固定。</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Ask these reviewers by name</source>
        <translation>点名请以下审核人审核</translation>
    </message>
    <message>
        <source>Each of them must answer, or be let off by the roster&apos;s keeper. None ticked: anybody with the role may.</source>
        <translation>每人都须答复，或由名册保管人免除。不勾选：具有该角色的任何人均可答复。</translation>
    </message>
    <message>
        <source>There is no reviewer on the roster yet. Let her in first: whoever joins it after this makes that it must be submitted again.</source>
        <translation>名册上还没有审核人。请先将其加入：此后若有人加入名册，就须重新提交。</translation>
    </message>
    <message>
        <source>A reviewer at this computer…</source>
        <translation>本机上的审核人…</translation>
    </message>
    <message>
        <source>Keys and roster…</source>
        <translation>密钥与名册…</translation>
    </message>
    <message>
        <source>This round covers</source>
        <translation>本轮涵盖</translation>
    </message>
    <message>
        <source>Single components can be reviewed and packed ahead of the rest; such a package says that it is a part.</source>
        <translation>可以先审核个别组成部分并生成材料包；此类材料包会注明其仅为一部分。</translation>
    </message>
    <message>
        <source>Tick at least one component.</source>
        <translation>请至少勾选一个组成部分。</translation>
    </message>
</context>
<context>
    <name>SuccessorsDialog</name>
    <message>
        <source>How many of them together</source>
        <translation>须共同几人</translation>
    </message>
    <message>
        <source>Successors</source>
        <translation>继任人</translation>
    </message>
    <message>
        <source>Where the keeper&apos;s key is lost nobody can change the roster any more, unless successors were named before.</source>
        <translation>保管人密钥丢失后，除非事先指定继任人，否则无人能再更改名册。</translation>
    </message>
    <message>
        <source>Sign the successors</source>
        <translation>签署继任人</translation>
    </message>
    <message>
        <source>Nobody but the keeper is on the roster yet.</source>
        <translation>名册上除保管人外尚无他人。</translation>
    </message>
    <message>
        <source>There are no successors: a lost keeper&apos;s key means a roster that never changes again.</source>
        <translation>没有继任人：保管人密钥一旦丢失，名册便永不能变更。</translation>
    </message>
    <message>
        <source>Any {need} of {count} together can put in another keeper without you: {names}.</source>
        <translation>{count} 人中任意 {need} 人可不经您另立保管人：{names}。</translation>
    </message>
    <message>
        <source>With one, each of them can do that alone, at any time.</source>
        <translation>若为一人，则每位继任人随时可单独为之。</translation>
    </message>
</context>
<context>
    <name>TableEditor</name>
    <message>
        <source> (optional)</source>
        <translation>（选填）</translation>
    </message>
    <message>
        <source>Add a row</source>
        <translation>添加一行</translation>
    </message>
    <message>
        <source>Remove the row</source>
        <translation>删除该行</translation>
    </message>
    <message>
        <source>From CSV…</source>
        <translation>从 CSV 导入…</translation>
    </message>
</context>
<context>
    <name>TakeOverDialog</name>
    <message>
        <source>Take redactions over from another filing</source>
        <translation>从其他申报沿用隐藏</translation>
    </message>
    <message>
        <source>Every filing has its own redactions. What another one hides is looked for in this filing&apos;s sources; you propose it here anew, and legal decides it anew.</source>
        <translation>每份申报有各自的隐藏项。系统会在本申报的源代码中查找另一申报所隐藏的内容；您在此重新提出，由法务重新决定。</translation>
    </message>
    <message>
        <source>Redaction</source>
        <translation>隐藏项</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>There</source>
        <translation>在另一申报</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>在本申报</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>What the other filing hides</source>
        <translation>另一申报所隐藏的内容</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The other filing</source>
        <translation>另一申报</translation>
    </message>
    <message>
        <source>Which redactions</source>
        <translation>显示哪些隐藏</translation>
    </message>
    <message>
        <source>Those that can be hidden here</source>
        <translation>可在此隐藏的</translation>
    </message>
    <message>
        <source>Those that can&apos;t</source>
        <translation>不能的</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Tick none</source>
        <translation>全不选</translation>
    </message>
    <message>
        <source>This workbook has no other filing.</source>
        <translation>此工作簿没有其他申报。</translation>
    </message>
    <message>
        <source>Looking for what it hides in this filing&apos;s sources…</source>
        <translation>正在本申报的源代码中查找其隐藏内容…</translation>
    </message>
    <message>
        <source>Looking for another filing&apos;s redactions</source>
        <translation>正在查找另一申报的隐藏</translation>
    </message>
    <message>
        <source>reason unknown to this template: {count}</source>
        <translation>本模板不认识其理由：{count}</translation>
    </message>
    <message>
        <source>open findings that are kept there: {count}</source>
        <translation>在另一申报中已保留的未决发现项：{count}</translation>
    </message>
    <message>
        <source>The other filing hides nothing.</source>
        <translation>另一申报没有隐藏任何内容。</translation>
    </message>
    <message>
        <source>Hide these {count} here too</source>
        <translation>在此同样隐藏这 {count} 处</translation>
    </message>
    <message>
        <source>{reason}, known</source>
        <translation>{reason}，已知</translation>
    </message>
    <message>
        <source>{reason}, unknown here</source>
        <translation>{reason}，本模板未知</translation>
    </message>
    <message>
        <source>{id} hides it already</source>
        <translation>{id} 已将其隐藏</translation>
    </message>
    <message>
        <source>Take over the keeping</source>
        <translation>接任保管</translation>
    </message>
    <message>
        <source>For the new keeper, once enough successors have endorsed her.</source>
        <translation>供已获足够继任人背书的新保管人使用。</translation>
    </message>
    <message>
        <source>Sign as the new keeper</source>
        <translation>以新保管人身份签名</translation>
    </message>
    <message>
        <source>Your key</source>
        <translation>您的密钥</translation>
    </message>
    <message>
        <source>You are</source>
        <translation>您是</translation>
    </message>
    <message>
        <source>None of your keys is on the roster beside the keeper&apos;s.</source>
        <translation>除保管人的密钥外，您没有密钥在名册上。</translation>
    </message>
    <message>
        <source>{new} keeps the roster from now on, in the place of {old}. Nothing else of it changes.</source>
        <translation>今后由 {new} 接替 {old} 保管名册。名册其余不变。</translation>
    </message>
    <message>
        <source>Endorsed by {given} successors; {need} are needed.</source>
        <translation>已获 {given} 位继任人背书；需 {need} 位。</translation>
    </message>
    <message>
        <source>The signed endorsements stand beside it, and go into every package from now on.</source>
        <translation>签名的背书与其并存，今后进入每个材料包。</translation>
    </message>
</context>
<context>
    <name>TemplateDialog</name>
    <message>
        <source>New filing</source>
        <translation>新建申报</translation>
    </message>
    <message>
        <source>The template&apos;s text is frozen into the filing; later changes of it don&apos;t touch what you began.</source>
        <translation>模板文本会固定在申报中；模板日后变更不影响已建立的申报。</translation>
    </message>
    <message>
        <source>Search templates</source>
        <translation>搜索模板</translation>
    </message>
    <message>
        <source>What do you have to do?</source>
        <translation>您要办理什么？</translation>
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
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>从文件…</translation>
    </message>
    <message>
        <source>All templates, and your own…</source>
        <translation>全部模板和自有模板…</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Take answers from</source>
        <translation>沿用答案</translation>
    </message>
    <message>
        <source>nothing: begin empty</source>
        <translation>不沿用，从空白开始</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>接收方</translation>
    </message>
    <message>
        <source>who receives the package</source>
        <translation>材料包的接收单位</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Begin the filing</source>
        <translation>建立申报</translation>
    </message>
    <message>
        <source>All jurisdictions</source>
        <translation>全部法域</translation>
    </message>
    <message>
        <source>Any status</source>
        <translation>任何状态</translation>
    </message>
    <message>
        <source>Any kind</source>
        <translation>任何种类</translation>
    </message>
    <message>
        <source>your own</source>
        <translation>自有</translation>
    </message>
    <message>
        <source>No template matches.</source>
        <translation>没有匹配的模板。</translation>
    </message>
    <message>
        <source>Templates (*.yaml *.yml)</source>
        <translation>模板 (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>Template from a file</source>
        <translation>从文件读取模板</translation>
    </message>
</context>
<context>
    <name>TieTab</name>
    <message>
        <source>Compare with the sources</source>
        <translation>与源代码比较</translation>
    </message>
    <message>
        <source>To the sources</source>
        <translation>前往源代码</translation>
    </message>
    <message>
        <source>The image, the sources or what is disclosed of them changed since they were compared.</source>
        <translation>自上次比较以来，映像、源代码或其披露内容已更改。</translation>
    </message>
    <message>
        <source>Is this image built from the sources that are filed?</source>
        <translation>此映像是否由所申报的源代码构建？</translation>
    </message>
    <message>
        <source>The texts and symbols in the image are looked for in every disclosed file. You see what share the sources explain, by part, and which parts no disclosed source explains.</source>
        <translation>在每个披露的文件中查找映像中的文字和符号。您可以按部分看到源代码解释的比例，以及没有任何披露的源代码可解释的部分。</translation>
    </message>
    <message>
        <source>There is no source in this filing yet.</source>
        <translation>此申报中尚无源代码。</translation>
    </message>
    <message>
        <source>What of the comparison is listed</source>
        <translation>列出比较的哪一部分</translation>
    </message>
    <message>
        <source>Show in the contents</source>
        <translation>在内容中显示</translation>
    </message>
    <message>
        <source>Part of the image</source>
        <translation>映像的部分</translation>
    </message>
    <message>
        <source>Strings</source>
        <translation>字符串</translation>
    </message>
    <message>
        <source>Explained</source>
        <translation>已解释</translation>
    </message>
    <message>
        <source>Share by part</source>
        <translation>各部分的比例</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Third party</source>
        <translation>第三方</translation>
    </message>
    <message>
        <source>Files whose strings stand in the image</source>
        <translation>其字符串存在于映像中的文件</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>源代码</translation>
    </message>
    <message>
        <source>In no other file</source>
        <translation>不在其他文件中</translation>
    </message>
    <message>
        <source>Strings that nothing disclosed explains</source>
        <translation>披露内容无法解释的字符串</translation>
    </message>
    <message>
        <source>String</source>
        <translation>字符串</translation>
    </message>
    <message>
        <source>Parts that no disclosed source explains</source>
        <translation>没有披露的源代码可解释的部分</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Versions, build ids and dates</source>
        <translation>版本、构建标识和日期</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>In the image</source>
        <translation>在映像中</translation>
    </message>
    <message>
        <source>In the sources</source>
        <translation>在源代码中</translation>
    </message>
    <message>
        <source>Symbols that nothing disclosed explains</source>
        <translation>披露内容无法解释的符号</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>符号</translation>
    </message>
    <message>
        <source>of the meaningful strings in this image ({explained} of {strings}) stand in the disclosed sources as well: {sources}.</source>
        <translation>的有意义字符串（{strings} 个中的 {explained} 个）也存在于披露的源代码中：{sources}。</translation>
    </message>
    <message>
        <source>No meaningful string was found in this image: nothing can be said either way.</source>
        <translation>此映像中未找到有意义的字符串：无法作出任何判断。</translation>
    </message>
    <message>
        <source>{explained} of {symbols} symbols are names in these sources.</source>
        <translation>{symbols} 个符号中有 {explained} 个是这些源代码中的名称。</translation>
    </message>
    <message>
        <source>{count} of the unexplained strings stand in parts that carry a third party&apos;s banner.</source>
        <translation>未解释的字符串中有 {count} 个位于带第三方横幅的部分。</translation>
    </message>
    <message>
        <source>So much supports that the image was built from these sources. It does not prove it: texts say nothing of code that has none, and the same text can stand in another version.</source>
        <translation>如此比例支持映像由这些源代码构建的说法，但不能证明：文字无法说明不含文字的代码，相同的文字也可能存在于其他版本中。</translation>
    </message>
    <message>
        <source>A part of the image answers to these sources, and a part does not: see which parts have no disclosed source. It proves neither that they are its source, nor that they are not.</source>
        <translation>映像的一部分与这些源代码对应，一部分不对应：请查看哪些部分没有披露的源代码。这既不能证明它们是其源代码，也不能证明不是。</translation>
    </message>
    <message>
        <source>Next to nothing ties the image to these sources: others may belong to it, or what it holds is packed in a way that was not read.</source>
        <translation>映像与这些源代码几乎没有关联：它可能属于其他源代码，或其内容以未能读取的方式打包。</translation>
    </message>
    <message>
        <source>There are too few meaningful strings to conclude much.</source>
        <translation>有意义的字符串太少，难以得出结论。</translation>
    </message>
    <message>
        <source>nothing there says the same</source>
        <translation>其中没有相同内容</translation>
    </message>
    <message>
        <source>By part ({count})</source>
        <translation>按部分（{count}）</translation>
    </message>
    <message>
        <source>Files whose strings stand in the image ({count})</source>
        <translation>其字符串存在于映像中的文件（{count}）</translation>
    </message>
    <message>
        <source>Strings that nothing explains ({count})</source>
        <translation>无法解释的字符串（{count}）</translation>
    </message>
    <message>
        <source>Parts without a disclosed source ({count})</source>
        <translation>没有披露源代码的部分（{count}）</translation>
    </message>
    <message>
        <source>Versions, build ids and dates ({count})</source>
        <translation>版本、构建标识和日期（{count}）</translation>
    </message>
    <message>
        <source>Symbols that nothing explains ({count})</source>
        <translation>无法解释的符号（{count}）</translation>
    </message>
    <message>
        <source>version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>build id</source>
        <translation>构建标识</translation>
    </message>
    <message>
        <source>date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>symbol</source>
        <translation>符号</translation>
    </message>
    <message>
        <source>commit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Show the file</source>
        <translation>显示文件</translation>
    </message>
</context>
<context>
    <name>Trait</name>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 项</translation>
    </message>
    <message>
        <source>The search for hidden values could not look into everything: {list}</source>
        <translation>对隐藏值的检索未能覆盖全部内容：{list}</translation>
    </message>
    <message>
        <source>action when it is opened</source>
        <translation>打开时的动作</translation>
    </message>
    <message>
        <source>annotation</source>
        <translation>注释</translation>
    </message>
    <message>
        <source>attached file</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>cached data</source>
        <translation>缓存数据</translation>
    </message>
    <message>
        <source>comment</source>
        <translation>批注</translation>
    </message>
    <message>
        <source>data of other programs</source>
        <translation>其他程序的数据</translation>
    </message>
    <message>
        <source>deleted text</source>
        <translation>已删除文字</translation>
    </message>
    <message>
        <source>embedded object</source>
        <translation>嵌入对象</translation>
    </message>
    <message>
        <source>restricted</source>
        <translation>使用受限</translation>
    </message>
    <message>
        <source>camera data</source>
        <translation>相机数据</translation>
    </message>
    <message>
        <source>link to the outside</source>
        <translation>外部链接</translation>
    </message>
    <message>
        <source>form field</source>
        <translation>表单字段</translation>
    </message>
    <message>
        <source>hidden layers</source>
        <translation>隐藏图层</translation>
    </message>
    <message>
        <source>hidden name</source>
        <translation>隐藏名称</translation>
    </message>
    <message>
        <source>hidden sheet</source>
        <translation>隐藏工作表</translation>
    </message>
    <message>
        <source>hidden slide</source>
        <translation>隐藏幻灯片</translation>
    </message>
    <message>
        <source>invisible text</source>
        <translation>不可见文字</translation>
    </message>
    <message>
        <source>script</source>
        <translation>脚本</translation>
    </message>
    <message>
        <source>layers that can be switched on and off</source>
        <translation>可开关的图层</translation>
    </message>
    <message>
        <source>macro</source>
        <translation>宏</translation>
    </message>
    <message>
        <source>metadata</source>
        <translation>元数据</translation>
    </message>
    <message>
        <source>printer settings</source>
        <translation>打印机设置</translation>
    </message>
    <message>
        <source>damaged structure</source>
        <translation>结构损坏</translation>
    </message>
    <message>
        <source>earlier revisions</source>
        <translation>早期版本</translation>
    </message>
    <message>
        <source>signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>speaker notes</source>
        <translation>演讲者备注</translation>
    </message>
    <message>
        <source>preview picture</source>
        <translation>预览图</translation>
    </message>
    <message>
        <source>tracked changes</source>
        <translation>修订记录</translation>
    </message>
    <message>
        <source>could not be looked into</source>
        <translation>无法查看</translation>
    </message>
    <message>
        <source>could not be searched for what is hidden</source>
        <translation>无法检索是否含有隐藏内容</translation>
    </message>
    <message>
        <source>XMP metadata</source>
        <translation>XMP 元数据</translation>
    </message>
</context>
<context>
    <name>TrustDialog</name>
    <message>
        <source>Trust somebody</source>
        <translation>信任某人</translation>
    </message>
    <message>
        <source>Paste the line that she exported, or choose the file that holds it.</source>
        <translation>粘贴对方导出的那一行，或选择含有它的文件。</translation>
    </message>
    <message>
        <source>Sign her in</source>
        <translation>签名列入</translation>
    </message>
    <message>
        <source>Whose key</source>
        <translation>谁的密钥</translation>
    </message>
    <message>
        <source>somebody else&apos;s, as a line or a file</source>
        <translation>他人的，以一行文字或文件</translation>
    </message>
    <message>
        <source>your key {name} ({role})</source>
        <translation>您的密钥 {name}（{role}）</translation>
    </message>
    <message>
        <source>Her line, or its file</source>
        <translation>对方的一行，或其文件</translation>
    </message>
    <message>
        <source>I have compared the fingerprint another way (in person, on paper)</source>
        <translation>我已用其他方式比对指纹（当面、书面）</translation>
    </message>
    <message>
        <source>It is</source>
        <translation>这是</translation>
    </message>
    <message>
        <source>May</source>
        <translation>可以</translation>
    </message>
    <message>
        <source>Her public key</source>
        <translation>对方的公钥</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Nobody yet: choose or paste a key.</source>
        <translation>尚未指定：请选择或粘贴密钥。</translation>
    </message>
    <message>
        <source>{name} is on the roster already.</source>
        <translation>{name} 已在名册上。</translation>
    </message>
    <message>
        <source>{name} comes on the roster, and may: {duties}.</source>
        <translation>{name} 列入名册，可以：{duties}。</translation>
    </message>
    <message>
        <source>There is no roster yet: {name} becomes its keeper, who signs every later change.</source>
        <translation>尚无名册：{name} 成为保管人，签署以后的每次变更。</translation>
    </message>
    <message>
        <source>The fingerprint has not been compared: whoever sent the line may be somebody else.</source>
        <translation>指纹尚未比对：发来这一行的可能另有其人。</translation>
    </message>
    <message>
        <source>The fingerprint was compared.</source>
        <translation>指纹已比对。</translation>
    </message>
    <message>
        <source>This is no public key of Codebinder.</source>
        <translation>这不是 Codebinder 的公钥。</translation>
    </message>
    <message>
        <source>Ask for the line that begins with {start}.</source>
        <translation>请索取以 {start} 开头的那一行。</translation>
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
<context>
    <name>Undo</name>
    <message>
        <source>The round is signed: what was done before it is not undone.</source>
        <translation>本轮已签署：之前的操作不再撤销。</translation>
    </message>
    <message>
        <source>statements about the document {name}</source>
        <translation>对文件 {name} 的说明</translation>
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
        <source>removal of an answer kept aside</source>
        <translation>丢弃搁置的回答</translation>
    </message>
    <message>
        <source>acceptance of the document {name}</source>
        <translation>确认文件 {name}</translation>
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
        <translation>新建申报 {name}</translation>
    </message>
    <message>
        <source>change of the register</source>
        <translation>更改登记簿</translation>
    </message>
    <message>
        <source>change of the form</source>
        <translation>填写申报表单</translation>
    </message>
    <message>
        <source>image {name}</source>
        <translation>添加映像 {name}</translation>
    </message>
    <message>
        <source>how the image {name} is disclosed</source>
        <translation>映像 {name} 的披露方式</translation>
    </message>
    <message>
        <source>removal of the image {name}</source>
        <translation>移除映像 {name}</translation>
    </message>
    <message>
        <source>comparison of the image {name} with one built again</source>
        <translation>映像 {name} 与重新构建映像的比对</translation>
    </message>
    <message>
        <source>replacement of the image {name}</source>
        <translation>替换映像 {name}</translation>
    </message>
    <message>
        <source>build facts of the image {name}</source>
        <translation>映像 {name} 的构建说明</translation>
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
        <translation>特权日志条目</translation>
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
        <source>removal of another tool&apos;s report</source>
        <translation>移除其他工具的报告</translation>
    </message>
    <message>
        <source>report of another tool</source>
        <translation>导入其他工具的报告</translation>
    </message>
    <message>
        <source>screen put to the filing</source>
        <translation>附加筛查单</translation>
    </message>
    <message>
        <source>screen taken off the filing</source>
        <translation>移除筛查单</translation>
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
        <source>other version of the template</source>
        <translation>模板的另一版本</translation>
    </message>
    <message>
        <source>withdrawal of a keep</source>
        <translation>撤回保留</translation>
    </message>
    <message>
        <source>change of the vendor</source>
        <translation>更改厂商信息</translation>
    </message>
    <message>
        <source>dropping of the returned redaction {name}</source>
        <translation>放弃退回的隐藏 {name}</translation>
    </message>
    <message>
        <source>acceptance of the returned redaction {name}</source>
        <translation>采纳退回的隐藏 {name}</translation>
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
        <translation>有条件批准</translation>
    </message>
    <message>
        <source>{count} approvals on a condition</source>
        <translation>{count} 项有条件批准</translation>
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
        <translation>收回决定</translation>
    </message>
    <message>
        <source>withdrawal of {count} verdicts</source>
        <translation>收回 {count} 项决定</translation>
    </message>
</context>
<context>
    <name>VendorDialog</name>
    <message>
        <source>Vendor</source>
        <translation>厂商</translation>
    </message>
    <message>
        <source>Entered once, and taken over by the forms of every filing.</source>
        <translation>只需填写一次，供所有申报的表单使用。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name in Chinese</source>
        <translation>中文名称</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Registration number</source>
        <translation>注册登记号（统一社会信用代码）</translation>
    </message>
    <message>
        <source>Legal representative</source>
        <translation>法定代表人</translation>
    </message>
</context>
<context>
    <name>Verify</name>
    <message>
        <source>PASS</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>FAIL</source>
        <translation>不通过</translation>
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
        <translation>错误</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>错误说明</translation>
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
        <source>Check any package as its recipient would, your own or somebody else&apos;s: offline, and trusting nothing in it.</source>
        <translation>像接收方那样检查任何材料包，无论是自己的还是他人的：离线进行，不信任其中任何内容。</translation>
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
        <source>Now choose the package that this opening belongs to.</source>
        <translation>现在请选择此开示文件所属的包。</translation>
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
        <source>The report can&apos;t be written: {why}</source>
        <translation>无法写入报告：{why}</translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation>已保存 {name}</translation>
    </message>
</context>
<context>
    <name>WithdrawAct</name>
    <message>
        <source>Withdraw {filing}</source>
        <translation>撤回 {filing}</translation>
    </message>
    <message>
        <source>It stays so: what is filed instead is a new filing.</source>
        <translation>此后不变：如另行申报，须新建申报。</translation>
    </message>
    <message>
        <source>Withdraw the filing</source>
        <translation>撤回申报</translation>
    </message>
    <message>
        <source>On</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>决定人</translation>
    </message>
    <message>
        <source>Reference number</source>
        <translation>文号</translation>
    </message>
    <message>
        <source>Reason, printed in the letter</source>
        <translation>理由（将印在函中）</translation>
    </message>
    <message>
        <source>Letter (PDF)</source>
        <translation>函（PDF）</translation>
    </message>
    <message>
        <source>Note, stays inside</source>
        <translation>备注（不外传）</translation>
    </message>
    <message>
        <source>Nothing was sent. The newest round becomes void: its approvals count no more.</source>
        <translation>尚未报送。最新一轮作废：其批准不再有效。</translation>
    </message>
    <message>
        <source>A letter to {to} is written that names the package by its digest {digest}. The newest round becomes void.</source>
        <translation>将写出致 {to} 的函，以摘要 {digest} 指明该材料包。最新一轮作废。</translation>
    </message>
    <message>
        <source>Who has read the package has read it: this takes nothing back.</source>
        <translation>已读过该材料包者已读过：此举无法收回任何内容。</translation>
    </message>
</context>
<context>
    <name>Withheld</name>
    <message>
        <source>The package will name each withheld file, with its published reason and a commitment.</source>
        <translation>材料包中会列出每个不提交文件的名称，附公开理由和承诺值。</translation>
    </message>
    <message>
        <source>The names of withheld files are masked: the package says that there is one, why, and commits to it.</source>
        <translation>不提交文件的名称会被遮盖：材料包中只说明有此文件、理由，并附承诺值。</translation>
    </message>
    <message>
        <source>The package won&apos;t mention withheld files at all, and its declarations won&apos;t say that it is complete.</source>
        <translation>材料包中完全不提及不提交的文件，其声明也不会称其完整。</translation>
    </message>
</context>
<context>
    <name>WorkbookDialog</name>
    <message>
        <source>New workbook</source>
        <translation>新建工作簿</translation>
    </message>
    <message>
        <source>One file that holds everything about one vendor&apos;s filings, except the sources themselves.</source>
        <translation>一个文件，保存一家厂商申报的全部内容，源代码本身除外。</translation>
    </message>
    <message>
        <source>Make the workbook</source>
        <translation>新建工作簿</translation>
    </message>
    <message>
        <source>Vendor</source>
        <translation>厂商</translation>
    </message>
    <message>
        <source>Company name, as on the business licence</source>
        <translation>公司名称，与营业执照一致</translation>
    </message>
    <message>
        <source>Vendor in Chinese</source>
        <translation>厂商中文名称</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>选填</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Workbooks (*.codebinder)</source>
        <translation>工作簿 (*.codebinder)</translation>
    </message>
    <message>
        <source>Type the vendor&apos;s name first.</source>
        <translation>请先输入厂商名称。</translation>
    </message>
    <message>
        <source>There is no folder {folder}.</source>
        <translation>不存在文件夹 {folder}。</translation>
    </message>
</context>
<context>
    <name>_ChooseDialog</name>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>The choice is remembered for this workbook.</source>
        <translation>将为本工作簿记住此选择。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Use this key</source>
        <translation>使用此密钥</translation>
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
        <translation>交接单</translation>
    </message>
</context>
<context>
    <name>_Summary</name>
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
        <source>Delivery copies…</source>
        <translation>交付副本…</translation>
    </message>
    <message>
        <source>This is a draft: nobody has approved it, and every page says so.</source>
        <translation>这是草稿：无人批准，每页均有注明。</translation>
    </message>
    <message>
        <source>The search for hidden values could not look into everything: {list}</source>
        <translation>对隐藏值的检索未能覆盖全部内容：{list}</translation>
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
        <translation>交接单</translation>
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
        <source>Recovery file</source>
        <translation>恢复文件</translation>
    </message>
    <message>
        <source>Send the digest to the recipient by another way than the package, so that it can be compared.</source>
        <translation>请通过与材料包不同的途径把摘要告知接收方，以便比对。</translation>
    </message>
    <message>
        <source>{name}, beside the workbook; opened as a test. Keep it in legal&apos;s safe.</source>
        <translation>{name}，位于工作簿旁；已试开验证。请存入法务的保险柜。</translation>
    </message>
    <message>
        <source>The digest is on the clipboard.</source>
        <translation>摘要已复制到剪贴板。</translation>
    </message>
</context>
</TS>
