<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
        <source>Round {number}: {files} files, {size}. Made {at} (a claim of the sender's computer).</source>
        <translation>第 {number} 轮：{files} 个文件，{size}。制作时间 {at}（由发送方计算机声明）。</translation>
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
        <source>{name}: the packet's template (+) differs from the one that comes with this program (-):</source>
        <translation>{name}：审核包的模板（+）与本程序所带的（-）不同：</translation>
    </message>
    <message>
        <source>Difference of the templates</source>
        <translation>模板差异</translation>
    </message>
    <message>
        <source>The proposer asks nothing in particular.</source>
        <translation>提交人没有特别提问。</translation>
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
        <source>The roster's keeper can read it too</source>
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
        <source>A reviewer's answer to my packet</source>
        <translation>审核人对我的审核包的答复</translation>
    </message>
    <message>
        <source>An opening of a package</source>
        <translation>材料包的开封文件</translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message>
        <source>the roster's keeper, {name}</source>
        <translation>名册保管人 {name}</translation>
    </message>
    <message>
        <source>the roster's keeper</source>
        <translation>名册保管人</translation>
    </message>
    <message>
        <source>somebody of the role {role}</source>
        <translation>角色为 {role} 的人</translation>
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
        <translation>给提交人的条件</translation>
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
        <source>Signed. Now write your answer and send it back.</source>
        <translation>已签署。现在请写出答复并发回。</translation>
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
    <name>Dialogs</name>
    <message>
        <source>Approve if, recuse, take back</source>
        <translation>有条件批准、回避、收回</translation>
    </message>
</context>
<context>
    <name>DisputePanel</name>
    <message>
        <source>Conflicts</source>
        <translation>分歧</translation>
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
        <source>Settle: it stays rejected. What should change?</source>
        <translation>裁定：维持退回。应如何修改？</translation>
    </message>
    <message>
        <source>Reason, which both sides read</source>
        <translation>理由（双方都会看到）</translation>
    </message>
    <message>
        <source>The condition is met. You sign this with your own key; who set it can't.</source>
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
    <name>Help</name>
    <message>
        <source>Submit a round to legal. Every redaction and keep is approved or rejected, and then the round is signed: one digest over every byte that would leave. A reviewer without this workbook gets a packet, and her answer is imported; who disagrees with whom is shown until it is settled.</source>
        <translation>把一轮提交法务审核。每处隐藏和保留都须批准或退回，然后签署本轮：一个摘要覆盖将要报送的每个字节。没有此工作簿的审核人会收到审核包，其答复再导入；意见分歧会一直显示，直到裁定。</translation>
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
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Open pac&amp;ket…</source>
        <translation>打开审核包(&amp;K)…</translation>
    </message>
    <message>
        <source>Review pac&amp;ket</source>
        <translation>审核包(&amp;K)</translation>
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
        <source>Nothing in it is trusted. The round's digest, every commitment and every file are computed again from what the packet holds, before your key is asked for.</source>
        <translation>不信任其中任何内容。在要求您的密钥之前，会根据审核包内容重新计算本轮摘要、每个承诺值和每个文件。</translation>
    </message>
    <message>
        <source>Any of my keys</source>
        <translation>我的任一密钥</translation>
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
    <name>Packet</name>
    <message>
        <source>None of your keys is on this packet's roster. Send your public key to whoever keeps the roster, and ask for a new packet.</source>
        <translation>您的密钥都不在此审核包的名册上。请把您的公钥发给名册保管人，并索取新的审核包。</translation>
    </message>
    <message>
        <source>This file is withheld: nothing of it leaves.</source>
        <translation>此文件不予披露：其内容不会报送。</translation>
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
        <translation>收件方：{recipient}</translation>
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
        <source>roster's keeper is new here: compare fingerprints</source>
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
        <source>This packet shows {count} things signed with your key that this account has not seen ({numbers}). Did you sign them, in the workbook itself or at another account? If not, have your key revoked as compromised.</source>
        <translation>此审核包显示有 {count} 项以您的密钥签署、而本账户未见过的内容（{numbers}）。这些是您在工作簿中或在其他账户签署的吗？如果不是，请将您的密钥作为已泄露予以吊销。</translation>
    </message>
    <message>
        <source>They are mine</source>
        <translation>是我签署的</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>being written…</source>
        <translation>正在写入…</translation>
    </message>
    <message>
        <source>recused, undecided</source>
        <translation>已回避，未决定</translation>
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
</context>
<context>
    <name>ReviewActions</name>
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
        <source>To be settled</source>
        <translation>待裁定</translation>
    </message>
    <message>
        <source>Without my verdict</source>
        <translation>我尚未决定</translation>
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
        <source>Any reason</source>
        <translation>任何理由</translation>
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
        <source>Let {name} off this round? The roster's keeper signs that, with a reason.</source>
        <translation>本轮免除 {name} 的答复？由名册保管人签署并说明理由。</translation>
    </message>
    <message>
        <source>Let off</source>
        <translation>免除</translation>
    </message>
    <message>
        <source>Letting a reviewer off</source>
        <translation>免除审核人</translation>
    </message>
    <message>
        <source>Signing your answer</source>
        <translation>签署您的答复</translation>
    </message>
    <message>
        <source>Answers (*.age);;All files (*)</source>
        <translation>答复 (*.age);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Import answer</source>
        <translation>导入答复</translation>
    </message>
</context>
<context>
    <name>RoundNotes</name>
    <message>
        <source>Submit for review…</source>
        <translation>提交审核…</translation>
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
        <source>somebody else's key, one line: codebinder-key1:…</source>
        <translation>他人的公钥，一行：codebinder-key1:…</translation>
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
    <name>SigningPanel</name>
    <message>
        <source>Not searched for what is hidden: {list}</source>
        <translation>未能检查是否含有已隐藏内容：{list}</translation>
    </message>
    <message>
        <source>Your signature says: of round {number}, which covers {names} only, all may leave, exactly as it is.</source>
        <translation>您的签名表示：第 {number} 轮（仅涵盖 {names}）的全部内容可以原样报送。</translation>
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
        <translation>已点名、尚未答复：{names}。须等其答复或由保管人免除，才能编制材料包。</translation>
    </message>
    <message>
        <source>Let off by the keeper: {names}</source>
        <translation>由保管人免除：{names}</translation>
    </message>
    <message>
        <source>Reviewers disagree about {count}; the arbiter settles that before anybody signs.</source>
        <translation>审核人对 {count} 项意见不一；须先由裁定人裁定，才能签署。</translation>
    </message>
    <message>
        <source>Approved on a condition that nobody has signed as met: {count}.</source>
        <translation>有条件批准、尚无人签署条件已满足：{count}。</translation>
    </message>
</context>
<context>
    <name>SubjectModel</name>
    <message>
        <source>Since last</source>
        <translation>较上轮</translation>
    </message>
</context>
<context>
    <name>SubmitDialog</name>
    <message>
        <source>Everything that would leave is read, searched for what is hidden, and fixed under one digest that you sign.</source>
        <translation>读取将要报送的全部内容，搜索被隐藏的内容，并以一个由您签署的摘要固定。</translation>
    </message>
    <message>
        <source>Ask these reviewers by name</source>
        <translation>点名请以下审核人审核</translation>
    </message>
    <message>
        <source>Each of them must answer, or be let off by the roster's keeper. None ticked: anybody with the role may.</source>
        <translation>每人都须答复，或由名册保管人免除。不勾选：具有该角色的任何人均可答复。</translation>
    </message>
    <message>
        <source>There is no reviewer on the roster yet; anybody who is added later may answer.</source>
        <translation>名册上还没有审核人；以后加入的任何审核人都可以答复。</translation>
    </message>
    <message>
        <source>This round covers</source>
        <translation>本轮涵盖</translation>
    </message>
    <message>
        <source>Single components can be reviewed and packed ahead of the rest; such a package says that it is a part.</source>
        <translation>可以先审核并编制个别组成部分；此类材料包会注明其仅为一部分。</translation>
    </message>
    <message>
        <source>Tick at least one component.</source>
        <translation>请至少勾选一个组成部分。</translation>
    </message>
</context>
</TS>
