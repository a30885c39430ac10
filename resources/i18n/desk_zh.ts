<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>People</name>
    <message>
        <source>The roster is signed and written.</source>
        <translation>名册已签名并写入。</translation>
    </message>
    <message>
        <source>The key that must sign this is not on this computer.</source>
        <translation>须用于签名的密钥不在本计算机上。</translation>
    </message>
    <message>
        <source>This is about to happen</source>
        <translation>即将发生</translation>
    </message>
    <message>
        <source>Signed with the key of {name}, {fingerprint} …</source>
        <translation>由 {name} 的密钥签名，{fingerprint} …</translation>
    </message>
    <message>
        <source>Certificates (*.cer *.crt *.der *.pem);;All files (*)</source>
        <translation>证书 (*.cer *.crt *.der *.pem);;所有文件 (*)</translation>
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
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>没有这个文件。</translation>
    </message>
    <message>
        <source>This is too large for a certificate.</source>
        <translation>作为证书过大。</translation>
    </message>
    <message>
        <source>The roster will say that this certificate is {name}'s: {file}</source>
        <translation>名册将写明此证书属于 {name}：{file}</translation>
    </message>
    <message>
        <source>Whoever issued it vouches for the name in it; Codebinder does not ask them.</source>
        <translation>证书中的姓名由签发者担保；Codebinder 不向其查询。</translation>
    </message>
    <message>
        <source>Certificate of {name}</source>
        <translation>{name} 的证书</translation>
    </message>
    <message>
        <source>It takes the place of {subject}.</source>
        <translation>它取代 {subject}。</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>签名人</translation>
    </message>
    <message>
        <source>History of the roster</source>
        <translation>名册的历史</translation>
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
        <source>Trust somebody…</source>
        <translation>信任某人…</translation>
    </message>
    <message>
        <source>The keeper of the roster signs who comes on it.</source>
        <translation>谁进入名册，由名册保管人签名。</translation>
    </message>
    <message>
        <source>Roster ({count})</source>
        <translation>名册（{count}）</translation>
    </message>
    <message>
        <source>{taker} may sign in the place of {giver}: {duties}.</source>
        <translation>{taker} 可代 {giver} 签名：{duties}。</translation>
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
        <source>Not any more: {duties}. What she signed for it counts no more; rounds that were signed so are open again.</source>
        <translation>不再可以：{duties}。她为此所签的不再有效；如此签署的轮次重新待决。</translation>
    </message>
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
        <source>every filing of this workbook</source>
        <translation>本工作簿的所有备案</translation>
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
        <source>How long</source>
        <translation>多久</translation>
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
        <source>The day is compared with the times that signatures claim; a computer's clock can be wrong.</source>
        <translation>该日期与签名所称的时间比较；计算机时钟可能不准。</translation>
    </message>
    <message>
        <source>End a delegation</source>
        <translation>终止委托</translation>
    </message>
    <message>
        <source>It ends with yesterday's day: what was signed under it before today counts on.</source>
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
        <source>Approvals that were given under it are gone: rounds that were signed so are open again.</source>
        <translation>依此作出的批准作废：如此签署的轮次重新待决。</translation>
    </message>
    <message>
        <source>{name} may from now on: {duties}.</source>
        <translation>{name} 今后可以：{duties}。</translation>
    </message>
    <message>
        <source>{taker} signs no longer in the place of {giver} ({duties}).</source>
        <translation>{taker} 不再代 {giver} 签名（{duties}）。</translation>
    </message>
    <message>
        <source>Duties of {name}</source>
        <translation>{name} 的职责</translation>
    </message>
    <message>
        <source>Nobody stands in for herself: choose another person.</source>
        <translation>无人能代自己：请选择另一人。</translation>
    </message>
    <message>
        <source>What the other person reads to me</source>
        <translation>对方读给我的内容</translation>
    </message>
    <message>
        <source>Fingerprint, to be read aloud</source>
        <translation>指纹（供朗读）</translation>
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
    <message>
        <source>everything that is known here counts (up to number {number})</source>
        <translation>此处已知的一切有效（至第 {number} 号）</translation>
    </message>
    <message>
        <source>Nothing that {name} ever signed counts any more; her delegations and her successorship end.</source>
        <translation>{name} 曾签的一切不再有效；其委托与继任资格终止。</translation>
    </message>
    <message>
        <source>{new} keeps the roster from now on, and signs every later change.</source>
        <translation>今后由 {new} 保管名册，并签署以后的每次变更。</translation>
    </message>
    <message>
        <source>{old} can't take that back: only the new keeper, or the successors, can.</source>
        <translation>{old} 无法收回：只有新保管人或继任人可以。</translation>
    </message>
    <message>
        <source>It can't be taken back: she goes on with a new key.</source>
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
        <source>This is the keeper's own key: hand on the keeping first, or nobody can sign the next change.</source>
        <translation>这是保管人自己的密钥：请先移交保管，否则无人能签署下一次变更。</translation>
    </message>
    <message>
        <source>Of {name} counts what she signed up to number {number}; nothing later, wherever it turns up.</source>
        <translation>{name} 所签至第 {number} 号有效；其后的无论在何处出现均无效。</translation>
    </message>
    <message>
        <source>Packages that have left keep their seal: tell the recipients, by another way than mail.</source>
        <translation>已发出的材料包保留其封签：请以邮件以外的途径告知接收方。</translation>
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
        <source>Reading what would stop counting…</source>
        <translation>正在读取哪些将失效…</translation>
    </message>
    <message>
        <source>Nothing that counts now stops counting.</source>
        <translation>目前有效的无一失效。</translation>
    </message>
    <message>
        <source>Revoke the key of {name}</source>
        <translation>撤销 {name} 的密钥</translation>
    </message>
    <message>
        <source>Take {name} off the roster</source>
        <translation>将 {name} 移出名册</translation>
    </message>
    <message>
        <source>She keeps the roster: hand on the keeping first.</source>
        <translation>她保管名册：请先移交保管。</translation>
    </message>
    <message>
        <source>Nobody else is on the roster yet.</source>
        <translation>名册上尚无他人。</translation>
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
    <message>
        <source>Nothing that {name} ever signed counts any more.</source>
        <translation>{name} 曾签的一切不再有效。</translation>
    </message>
    <message>
        <source>Others need your public key: one line, which holds nothing secret. Send it in any way, then read the fingerprint to each other.</source>
        <translation>他人需要您的公钥：一行文字，不含任何秘密。以任意方式发送，然后互相朗读指纹。</translation>
    </message>
    <message>
        <source>The file could not be written.</source>
        <translation>文件无法写入。</translation>
    </message>
    <message>
        <source>The public key is written: {name}</source>
        <translation>公钥已写入：{name}</translation>
    </message>
    <message>
        <source>In this workbook</source>
        <translation>在本工作簿中</translation>
    </message>
    <message>
        <source>Public key</source>
        <translation>公钥</translation>
    </message>
    <message>
        <source>Writing the public key</source>
        <translation>正在写入公钥</translation>
    </message>
    <message>
        <source>not on the roster</source>
        <translation>不在名册上</translation>
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
        <source>Revoked as {loss}: nothing after its signed object {number} counts.</source>
        <translation>已按{loss}撤销：其第 {number} 号签名对象之后一概无效。</translation>
    </message>
    <message>
        <source>{taker} in the place of {giver}: {duties}; {filing}; {until}</source>
        <translation>{taker} 代 {giver}：{duties}；{filing}；{until}</translation>
    </message>
    <message>
        <source>People on the roster</source>
        <translation>名册上的人员</translation>
    </message>
    <message>
        <source>nothing any more</source>
        <translation>不再有任何职责</translation>
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
        <source>every filing</source>
        <translation>所有备案</translation>
    </message>
    <message>
        <source>End…</source>
        <translation>终止…</translation>
    </message>
    <message>
        <source>No successors: where the keeper's key is lost, the roster can't change any more.</source>
        <translation>无继任人：若保管人密钥丢失，名册便再也无法变更。</translation>
    </message>
    <message>
        <source>Successors: any {need} of {names}</source>
        <translation>继任人：{names} 中任意 {need} 人</translation>
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
    <message>
        <source>Keeps the roster: signs every change of it.</source>
        <translation>保管名册：签署其每次变更。</translation>
    </message>
    <message>
        <source>Revoked as {loss}: nothing of this key counts.</source>
        <translation>已按{loss}撤销：此密钥所签一概无效。</translation>
    </message>
    <message>
        <source>until ended</source>
        <translation>直至终止</translation>
    </message>
    <message>
        <source>End: {what}</source>
        <translation>终止：{what}</translation>
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
        <source>Certificate: {subject}</source>
        <translation>证书：{subject}</translation>
    </message>
    <message>
        <source>in the place of {names}</source>
        <translation>代 {names}</translation>
    </message>
    <message>
        <source>up to and with {day}</source>
        <translation>至 {day}（含当日）</translation>
    </message>
    <message>
        <source>Any {need} of {count} together can put in another keeper without you: {names}.</source>
        <translation>{count} 人中任意 {need} 人可不经您另立保管人：{names}。</translation>
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
        <source>It is good for version {number} of the roster only: a later change makes it void.</source>
        <translation>仅对名册第 {number} 版有效：其后的变更使之作废。</translation>
    </message>
    <message>
        <source>The endorsement is signed. When enough have signed, the new keeper takes over.</source>
        <translation>背书已签名。人数足够后，新保管人接任。</translation>
    </message>
    <message>
        <source>{new} keeps the roster from now on, in the place of {old}. Nothing else of it changes.</source>
        <translation>今后由 {new} 接替 {old} 保管名册。名册其余不变。</translation>
    </message>
    <message>
        <source>The signed endorsements stand beside it, and go into every package from now on.</source>
        <translation>签名的背书与其并存，今后进入每个材料包。</translation>
    </message>
    <message>
        <source>Successors</source>
        <translation>继任人</translation>
    </message>
    <message>
        <source>Where the keeper's key is lost nobody can change the roster any more, unless successors were named before.</source>
        <translation>保管人密钥丢失后，除非事先指定继任人，否则无人能再更改名册。</translation>
    </message>
    <message>
        <source>Sign the successors</source>
        <translation>签署继任人</translation>
    </message>
    <message>
        <source>How many of them together</source>
        <translation>须共同几人</translation>
    </message>
    <message>
        <source>There are no successors: a lost keeper's key means a roster that never changes again.</source>
        <translation>没有继任人：保管人密钥一旦丢失，名册便永不能变更。</translation>
    </message>
    <message>
        <source>With one, each of them can do that alone, at any time.</source>
        <translation>若为一人，则每位继任人随时可单独为之。</translation>
    </message>
    <message>
        <source>Endorse a new keeper</source>
        <translation>背书新保管人</translation>
    </message>
    <message>
        <source>For successors, where the keeper's key is lost or the keeper has gone.</source>
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
        <source>You are</source>
        <translation>您是</translation>
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
        <source>Endorsed by {given} successors; {need} are needed.</source>
        <translation>已获 {given} 位继任人背书；需 {need} 位。</translation>
    </message>
    <message>
        <source>Nobody but the keeper is on the roster yet.</source>
        <translation>名册上除保管人外尚无他人。</translation>
    </message>
    <message>
        <source>The roster names no successors.</source>
        <translation>名册未指定继任人。</translation>
    </message>
    <message>
        <source>None of your keys is on the roster beside the keeper's.</source>
        <translation>除保管人的密钥外，您没有密钥在名册上。</translation>
    </message>
    <message>
        <source>So far: {given} of {need}.</source>
        <translation>目前：{need} 位中的 {given} 位。</translation>
    </message>
    <message>
        <source>{name} comes on the roster, and may: {duties}.</source>
        <translation>{name} 列入名册，可以：{duties}。</translation>
    </message>
    <message>
        <source>This is no public key of Codebinder.</source>
        <translation>这不是 Codebinder 的公钥。</translation>
    </message>
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
        <source>somebody else's, as a line or a file</source>
        <translation>他人的，以一行文字或文件</translation>
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
        <source>Her public key</source>
        <translation>对方的公钥</translation>
    </message>
    <message>
        <source>There is no roster yet: {name} becomes its keeper, who signs every later change.</source>
        <translation>尚无名册：{name} 成为保管人，签署以后的每次变更。</translation>
    </message>
    <message>
        <source>your key {name} ({role})</source>
        <translation>您的密钥 {name}（{role}）</translation>
    </message>
    <message>
        <source>The fingerprint has not been compared: whoever sent the line may be somebody else.</source>
        <translation>指纹尚未比对：发来这一行的可能另有其人。</translation>
    </message>
    <message>
        <source>Nobody yet: choose or paste a key.</source>
        <translation>尚未指定：请选择或粘贴密钥。</translation>
    </message>
    <message>
        <source>Ask for the line that begins with {start}.</source>
        <translation>请索取以 {start} 开头的那一行。</translation>
    </message>
    <message>
        <source>{name} is on the roster already.</source>
        <translation>{name} 已在名册上。</translation>
    </message>
    <message>
        <source>The fingerprint was compared.</source>
        <translation>指纹已比对。</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
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
        <source>ended</source>
        <translation>已终止</translation>
    </message>
    <message>
        <source>erasures</source>
        <translation>清除记录</translation>
    </message>
</context>
<context>
    <name>Register</name>
    <message>
        <source>After it is sent…</source>
        <translation>报送之后…</translation>
    </message>
    <message>
        <source>Writing the register</source>
        <translation>正在写入登记簿</translation>
    </message>
    <message>
        <source>The key of the roster's keeper is not on this computer.</source>
        <translation>名册保管人的密钥不在本计算机上。</translation>
    </message>
    <message>
        <source>It stands in the register of {filing}.</source>
        <translation>已记入 {filing} 的登记簿。</translation>
    </message>
    <message>
        <source>A notice for each recipient ({count}): {people}. It names places by file, line and number only.</source>
        <translation>每位接收方一份通知（{count}）：{people}。通知仅以文件、行和编号指明位置。</translation>
    </message>
    <message>
        <source>A round of {filing} that was submitted before is void: its papers change.</source>
        <translation>{filing} 此前提交的轮次作废：其文书会改变。</translation>
    </message>
    <message>
        <source>First redact in the workbook what slipped through: then the notice is searched for it, and can't repeat it.</source>
        <translation>请先在工作簿中隐藏漏出的内容：通知随后据此检查，不会重复该内容。</translation>
    </message>
    <message>
        <source>Write the notices</source>
        <translation>写出通知</translation>
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
        <source>By</source>
        <translation>由</translation>
    </message>
    <message>
        <source>Receipt of destruction or return</source>
        <translation>销毁或退还回执</translation>
    </message>
    <message>
        <source>The claw-back is open until every recipient has given one.</source>
        <translation>每位接收方都出具回执之前，收回未了结。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>The replacement</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Its next package says in its papers which package it supersedes.</source>
        <translation>其下一个材料包会在文书中写明取代哪个材料包。</translation>
    </message>
    <message>
        <source>parted by commas; nothing: all of it</source>
        <translation>以逗号分隔；留空：全部</translation>
    </message>
    <message>
        <source>As the package's manifest names them, with lines as PATH:A-B</source>
        <translation>按材料包清单中的名称，行写作 路径:A-B</translation>
    </message>
    <message>
        <source>Notices written: {count}. Send them, and record what comes back.</source>
        <translation>已写出通知 {count} 份。请寄出，并记录回复。</translation>
    </message>
    <message>
        <source>{filing}: claw back</source>
        <translation>{filing}：收回</translation>
    </message>
    <message>
        <source>Hidden ranges are numbers, parted by commas.</source>
        <translation>隐藏范围为编号，以逗号分隔。</translation>
    </message>
    <message>
        <source>No place is named: the whole package is clawed back.</source>
        <translation>未指明位置：收回整个材料包。</translation>
    </message>
    <message>
        <source>Claw-back of {day}, package {digest}</source>
        <translation>{day} 的收回，材料包 {digest}</translation>
    </message>
    <message>
        <source>Claw-backs</source>
        <translation>收回</translation>
    </message>
    <message>
        <source>Begin a claw-back…</source>
        <translation>开始收回…</translation>
    </message>
    <message>
        <source>If something left that should not have: redact it here first, then begin. A notice goes to each recipient and does not repeat the content; receipts of destruction come back; a new package takes its place.</source>
        <translation>若报送了不应报送的内容：先在此处隐藏，然后开始。向每位接收方发出不重复内容的通知；收回销毁回执；以新材料包取代。</translation>
    </message>
    <message>
        <source>Nothing was sent that could be clawed back.</source>
        <translation>尚未报送任何可收回之物。</translation>
    </message>
    <message>
        <source>open: waiting for {people}</source>
        <translation>未了结：等待 {people}</translation>
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
    <message>
        <source>Nothing was clawed back</source>
        <translation>没有收回</translation>
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
        <source>{day} · {who} confirmed destruction or return</source>
        <translation>{day} · {who} 确认已销毁或退还</translation>
    </message>
    <message>
        <source>Replacement: which filing takes its place</source>
        <translation>替换：由哪份备案取代</translation>
    </message>
    <message>
        <source>What: {list}</source>
        <translation>内容：{list}</translation>
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
        <source>the whole package</source>
        <translation>整个材料包</translation>
    </message>
    <message>
        <source>Receipt from {who}</source>
        <translation>{who} 的回执</translation>
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
        <translation>收回</translation>
    </message>
    <message>
        <source>Kept and erased</source>
        <translation>保存与清除</translation>
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
        <source>What this filing hid was erased on {day}. Its proof is left.</source>
        <translation>本备案所隐藏的内容已于 {day} 清除。证明保留。</translation>
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
    <message>
        <source>What can happen now</source>
        <translation>现在可以</translation>
    </message>
    <message>
        <source>{filing}: after it is sent</source>
        <translation>{filing}：报送之后</translation>
    </message>
    <message>
        <source>Sent and received ({count})</source>
        <translation>收发（{count}）</translation>
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
        <source>Claw-back ({count} open)</source>
        <translation>收回（{count} 项未了结）</translation>
    </message>
    <message>
        <source>The hold for {matter} ends: the filing can be changed again, and erased once its time is over.</source>
        <translation>{matter} 的保全终止：备案可再更改，期满后可清除。</translation>
    </message>
    <message>
        <source>Destroyed: the sealed maps and their key, salts and hidden values, the sources with their findings and redactions, comments and notes. Openings of this filing become impossible.</source>
        <translation>销毁：密封映射及其密钥、盐与隐藏值、来源及其发现与隐藏、意见与备注。本备案的开示将不再可能。</translation>
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
        <source>Destroyed: sealed maps {maps}, salts {salts}, hidden values {values}, sources {components}.</source>
        <translation>已销毁：密封映射 {maps}、盐 {salts}、隐藏值 {values}、来源 {components}。</translation>
    </message>
    <message>
        <source>Packets that were exported: {packets}. Openings that were made: {openings}.</source>
        <translation>已导出的审核包：{packets}。已作出的开示：{openings}。</translation>
    </message>
    <message>
        <source>Until it ends, nothing of the filing is removed, replaced or erased.</source>
        <translation>终止之前，备案的任何内容都不得移除、替换或清除。</translation>
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
        <source>Ordered by</source>
        <translation>命令人</translation>
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
        <source>What the filing hides is destroyed with its key. Nobody can bring it back.</source>
        <translation>备案所隐藏的内容连同其密钥一并销毁。无人能恢复。</translation>
    </message>
    <message>
        <source>Erase for good</source>
        <translation>永久清除</translation>
    </message>
    <message>
        <source>There was no room to write the workbook anew: free pages of its file may hold remainders.</source>
        <translation>没有空间重写工作簿：其文件的空闲页可能残留内容。</translation>
    </message>
    <message>
        <source>the proceedings that it is for</source>
        <translation>所涉程序</translation>
    </message>
    <message>
        <source>Only the keeper of the roster can end it, with a reason.</source>
        <translation>只有名册保管人可附理由终止。</translation>
    </message>
    <message>
        <source>Why now already</source>
        <translation>为何现在清除</translation>
    </message>
    <message>
        <source>No retention date is set.</source>
        <translation>未设保存期限。</translation>
    </message>
    <message>
        <source>What {filing} hid is erased. Its proof is left.</source>
        <translation>{filing} 所隐藏的内容已清除。证明保留。</translation>
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
        <source>{filing}: legal hold</source>
        <translation>{filing}：诉讼保全</translation>
    </message>
    <message>
        <source>{filing}: end the legal hold</source>
        <translation>{filing}：终止诉讼保全</translation>
    </message>
    <message>
        <source>{filing}: kept until</source>
        <translation>{filing}：保存期限</translation>
    </message>
    <message>
        <source>A shorter time is the keeper's to set.</source>
        <translation>缩短期限须由保管人进行。</translation>
    </message>
    <message>
        <source>Erase {filing}</source>
        <translation>清除 {filing}</translation>
    </message>
    <message>
        <source>Type {filing} to confirm</source>
        <translation>键入 {filing} 以确认</translation>
    </message>
    <message>
        <source>It is under a legal hold: nothing is erased until that ends.</source>
        <translation>处于诉讼保全：终止前不得清除。</translation>
    </message>
    <message>
        <source>{filing} is erased</source>
        <translation>{filing} 已清除</translation>
    </message>
    <message>
        <source>It is kept until {day}.</source>
        <translation>保存至 {day}。</translation>
    </message>
    <message>
        <source>Only the keeper of the roster can erase it now, with a reason.</source>
        <translation>现在只有名册保管人可附理由清除。</translation>
    </message>
    <message>
        <source>Kept until {day} so far.</source>
        <translation>目前保存至 {day}。</translation>
    </message>
    <message>
        <source>Hold, retention, erasure</source>
        <translation>保全、保存、清除</translation>
    </message>
    <message>
        <source>No day is set</source>
        <translation>未设日期</translation>
    </message>
    <message>
        <source>Set the day…</source>
        <translation>设定日期…</translation>
    </message>
    <message>
        <source>Nothing of the filing is removed, replaced or erased until the keeper of the roster ends it.</source>
        <translation>名册保管人终止之前，备案的任何内容都不得移除、替换或清除。</translation>
    </message>
    <message>
        <source>No legal hold</source>
        <translation>无诉讼保全</translation>
    </message>
    <message>
        <source>Under a hold nothing of the filing is removed, replaced or erased.</source>
        <translation>保全期间，备案的任何内容都不得移除、替换或清除。</translation>
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
        <source>Erasing destroys the key of this filing's sealed maps, and with it everything it hides. The proof stays.</source>
        <translation>清除会销毁本备案密封映射的密钥，从而销毁其隐藏的一切。证明保留。</translation>
    </message>
    <message>
        <source>Kept until {day}</source>
        <translation>保存至 {day}</translation>
    </message>
    <message>
        <source>End the hold…</source>
        <translation>终止保全…</translation>
    </message>
    <message>
        <source>Set a hold…</source>
        <translation>设置保全…</translation>
    </message>
    <message>
        <source>What this filing hid was erased on {day}</source>
        <translation>本备案所隐藏的内容已于 {day} 清除</translation>
    </message>
    <message>
        <source>Erase…</source>
        <translation>清除…</translation>
    </message>
    <message>
        <source>{filing} goes from “{was}” to “{state}”.</source>
        <translation>{filing} 从“{was}”变为“{state}”。</translation>
    </message>
    <message>
        <source>A letter to {to} is written that names the package by its digest {digest}. The newest round becomes void.</source>
        <translation>将写出致 {to} 的函，以摘要 {digest} 指明该材料包。最新一轮作废。</translation>
    </message>
    <message>
        <source>For your register; nothing of it leaves.</source>
        <translation>仅供您的登记簿；不会外传。</translation>
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
        <source>The earlier day stays in the register.</source>
        <translation>先前的日期保留在登记簿中。</translation>
    </message>
    <message>
        <source>It stays so: what is filed instead is a new filing.</source>
        <translation>此后不变：如另行备案，须新建备案。</translation>
    </message>
    <message>
        <source>Withdraw the filing</source>
        <translation>撤回备案</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>决定人</translation>
    </message>
    <message>
        <source>who wrote or called</source>
        <translation>来函或来电者</translation>
    </message>
    <message>
        <source>The correction is due</source>
        <translation>补正期限</translation>
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
        <source>Who has read the package has read it: this takes nothing back.</source>
        <translation>已读过该材料包者已读过：此举无法收回任何内容。</translation>
    </message>
    <message>
        <source>{filing}: {state}</source>
        <translation>{filing}：{state}</translation>
    </message>
    <message>
        <source>It stays so: nothing more is submitted or built of it.</source>
        <translation>此后不变：不再由其提交或生成任何内容。</translation>
    </message>
    <message>
        <source>{filing}: due date</source>
        <translation>{filing}：期限</translation>
    </message>
    <message>
        <source>Withdraw {filing}</source>
        <translation>撤回 {filing}</translation>
    </message>
    <message>
        <source>Nothing was sent. The newest round becomes void: its approvals count no more.</source>
        <translation>尚未报送。最新一轮作废：其批准不再有效。</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>已写出</translation>
    </message>
    <message>
        <source>It was searched for everything that the workbook hides before it was written.</source>
        <translation>写出之前已检查其中是否含有工作簿所隐藏的一切。</translation>
    </message>
    <message>
        <source>The paper is not where it was written.</source>
        <translation>文书不在写出之处。</translation>
    </message>
    <message>
        <source>The digest ties the register to the very package that left.</source>
        <translation>摘要使登记簿与实际报送的材料包相对应。</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>介质</translation>
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
        <source>Handed over by</source>
        <translation>交付人</translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation>接收人</translation>
    </message>
    <message>
        <source>It went out although it is none of this filing's builds</source>
        <translation>已报送，虽非本备案的生成记录</translation>
    </message>
    <message>
        <source>A scan stays where it is; the register keeps its name and digest.</source>
        <translation>扫描件留在原处；登记簿保存其名称和摘要。</translation>
    </message>
    <message>
        <source>Acknowledgement number</source>
        <translation>回执编号</translation>
    </message>
    <message>
        <source>Given by</source>
        <translation>出具人</translation>
    </message>
    <message>
        <source>To the newest proposal. The final package follows it.</source>
        <translation>针对最新的建议稿。正式材料包随后报送。</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>The changes are due</source>
        <translation>修改期限</translation>
    </message>
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
        <source>parted by commas</source>
        <translation>以逗号分隔</translation>
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
        <source>The form is written: {name}</source>
        <translation>表格已写出：{name}</translation>
    </message>
    <message>
        <source>{filing}: what was sent</source>
        <translation>{filing}：报送了什么</translation>
    </message>
    <message>
        <source>The final package follows the newest proposal, which was answered.</source>
        <translation>正式材料包承接最新且已获答复的建议稿。</translation>
    </message>
    <message>
        <source>It is marked as foreign: nothing proves what was in it.</source>
        <translation>标记为外来：无法证明其内容。</translation>
    </message>
    <message>
        <source>Receipt for what went to {to}</source>
        <translation>送交 {to} 的回执</translation>
    </message>
    <message>
        <source>{filing}: the authority's answer</source>
        <translation>{filing}：主管机关的答复</translation>
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
    <message>
        <source>Deliveries</source>
        <translation>报送记录</translation>
    </message>
    <message>
        <source>Record what was sent…</source>
        <translation>记录报送…</translation>
    </message>
    <message>
        <source>The authority's answer…</source>
        <translation>主管机关的答复…</translation>
    </message>
    <message>
        <source>Custody form…</source>
        <translation>保管链表…</translation>
    </message>
    <message>
        <source>Once the package has left, write down what went to whom, on which medium, with which digest.</source>
        <translation>材料包报送后，请记下何物交给何人、以何介质、摘要为何。</translation>
    </message>
    <message>
        <source>No build of this filing has this digest: nothing proves what was in it.</source>
        <translation>本备案没有此摘要的生成记录：无法证明其内容。</translation>
    </message>
    <message>
        <source>Record a receipt…</source>
        <translation>记录回执…</translation>
    </message>
    <message>
        <source>not answered yet</source>
        <translation>尚未答复</translation>
    </message>
    <message>
        <source>Follows</source>
        <translation>承接</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>回执</translation>
    </message>
    <message>
        <source>Proposed on {day}</source>
        <translation>{day} 提出建议稿</translation>
    </message>
    <message>
        <source>Nothing was sent yet</source>
        <translation>尚未报送</translation>
    </message>
    <message>
        <source>answered on {day}: {answer}</source>
        <translation>{day} 答复：{answer}</translation>
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
        <source>foreign</source>
        <translation>外来</translation>
    </message>
    <message>
        <source>Only filings in this state</source>
        <translation>只看此状态的备案</translation>
    </message>
    <message>
        <source>claw-back open</source>
        <translation>收回未了结</translation>
    </message>
    <message>
        <source>legal hold</source>
        <translation>诉讼保全</translation>
    </message>
    <message>
        <source>due today</source>
        <translation>今日到期</translation>
    </message>
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
        <translation>收回</translation>
    </message>
    <message>
        <source>step of a claw-back</source>
        <translation>收回步骤</translation>
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
        <source>overdue by {count} days</source>
        <translation>逾期 {count} 天</translation>
    </message>
    <message>
        <source>{what} to {to}, {medium}, SHA-256 {digest}</source>
        <translation>{what}致 {to}，{medium}，SHA-256 {digest}</translation>
    </message>
    <message>
        <source>due {day}</source>
        <translation>期限 {day}</translation>
    </message>
    <message>
        <source>SHA-256 {digest}, from {people}</source>
        <translation>SHA-256 {digest}，来自 {people}</translation>
    </message>
    <message>
        <source>by the filing {filing}</source>
        <translation>由备案 {filing}</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>至 {day}</translation>
    </message>
</context>
<context>
    <name>Logs</name>
    <message>
        <source>Affiliations and attorneys are saved.</source>
        <translation>所属与律师已保存。</translation>
    </message>
    <message>
        <source>Affiliations and attorneys</source>
        <translation>所属与律师</translation>
    </message>
    <message>
        <source>Used for proposals only: what is confirmed already stays as it is. Sealed in the workbook.</source>
        <translation>仅用于提出建议：已确认的保持不变。密封于工作簿。</translation>
    </message>
    <message>
        <source>Affiliations, one a line</source>
        <translation>所属，每行一个</translation>
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
        <source>Check against a packet or package</source>
        <translation>与审核包或材料包核对</translation>
    </message>
    <message>
        <source>What was sent out before names rows of the audit chain. A cut tail, an older copy, a fork or a chain that was written anew shows against it.</source>
        <translation>此前报送之物指明了审计链的若干行。截尾、旧副本、分叉或重写的链与之核对即现。</translation>
    </message>
    <message>
        <source>Packet, answer or package</source>
        <translation>审核包、答复或材料包</translation>
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
    <message>
        <source>Audit report</source>
        <translation>审计报告</translation>
    </message>
    <message>
        <source>Times are claims of the computers that wrote them. It holds ids, counts and names of people, nothing of any content.</source>
        <translation>时间是写入计算机的声称。仅含编号、数量与人名，不含任何内容。</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Who did what when</source>
        <translation>何人何时做了何事</translation>
    </message>
    <message>
        <source>What was signed</source>
        <translation>签署了什么</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Check against a packet or package…</source>
        <translation>与审核包或材料包核对…</translation>
    </message>
    <message>
        <source>Checking the audit chain</source>
        <translation>正在检查审计链</translation>
    </message>
    <message>
        <source>The chain is whole: {count} rows, none missing or changed. Newest row {row}: {digest}</source>
        <translation>链完整：{count} 行，无缺失或更改。最新一行 {row}：{digest}</translation>
    </message>
    <message>
        <source>Filter by any text</source>
        <translation>按任意文字筛选</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>何人</translation>
    </message>
    <message>
        <source>Particulars</source>
        <translation>细节</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
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
        <source>The audit chain is not whole: {count} faults.</source>
        <translation>审计链不完整：{count} 处错误。</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>依据</translation>
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
        <translation>作者，每行一位：姓名; 所属; 律师加 *</translation>
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
        <source>Logs of {filing}</source>
        <translation>{filing} 的日志</translation>
    </message>
    <message>
        <source>Writing the log</source>
        <translation>正在写入日志</translation>
    </message>
    <message>
        <source>Written: {name}, {count} rows</source>
        <translation>已写入：{name}，{count} 行</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>Save as {form}</source>
        <translation>另存为 {form}</translation>
    </message>
    <message>
        <source>This log shows what is hidden, where it stands and how long it is. It is for this house only: it leaves with nobody.</source>
        <translation>此日志显示隐藏了什么、位于何处、有多长。仅供内部：不随任何人外传。</translation>
    </message>
    <message>
        <source>Exactly what the next package says of what is hidden, and nothing more.</source>
        <translation>恰为下一个材料包对隐藏内容的说明，别无其他。</translation>
    </message>
    <message>
        <source>The chosen row in full</source>
        <translation>所选行的全部内容</translation>
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
    <message>
        <source>Internal log</source>
        <translation>内部日志</translation>
    </message>
    <message>
        <source>Dates, authors and affiliations are proposed from what the history claims. They stand in the log once a person has confirmed them.</source>
        <translation>日期、作者与所属依历史所称提出。经人确认后才写入日志。</translation>
    </message>
    <message>
        <source>None of your keys is on the roster: nobody would stand for what is confirmed.</source>
        <translation>您没有密钥在名册上：无人为所确认的负责。</translation>
    </message>
    <message>
        <source>Affiliations and attorneys…</source>
        <translation>所属与律师…</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>条目</translation>
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
        <source>Asking the history who wrote what</source>
        <translation>正在向历史查询作者</translation>
    </message>
    <message>
        <source>Confirm the ticked as proposed ({count})</source>
        <translation>按建议确认所勾选的（{count}）</translation>
    </message>
    <message>
        <source>Confirming entries</source>
        <translation>正在确认条目</translation>
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
        <source>No redaction has the reason AC (attorney-client) or WP (work product).</source>
        <translation>没有理由为 AC（律师—客户）或 WP（工作成果）的隐藏。</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>已确认</translation>
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
    <message>
        <source>&amp;Logs</source>
        <translation>日志(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Logs of this filing…</source>
        <translation>本备案的日志(&amp;L)…</translation>
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
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Redacted or withheld</source>
        <translation>隐藏或扣留</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
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
        <source>Legal basis</source>
        <translation>法律依据</translation>
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
</context>
</TS>
