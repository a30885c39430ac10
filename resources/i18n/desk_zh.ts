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
        <translation>只读取证书，绝不读取其私钥。她在审查处用它签署 approval.pdf。</translation>
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
        <translation>一人不在时由另一人代签。这样的签名算作两人的：两人都不重复计算，且都不得是提议人。</translation>
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
        <translation>签署吊销</translation>
    </message>
    <message>
        <source>lost: nobody has it any more</source>
        <translation>遗失：已无人持有</translation>
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
        <translation>已发出的包保留其封签：请以邮件以外的途径告知接收方。</translation>
    </message>
    <message>
        <source>For a key that should never have been on it. Where somebody leaves, revoke her key as lost instead: then what she signed so far counts on.</source>
        <translation>用于本不应进入名册的密钥。若有人离任，请改为将其密钥按遗失吊销：其此前所签继续有效。</translation>
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
        <translation>吊销 {name} 的密钥</translation>
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
        <translation>您用它提议、批准和封签。它留在您的钥匙串中。</translation>
    </message>
    <message>
        <source>Make a key…</source>
        <translation>生成密钥…</translation>
    </message>
    <message>
        <source>Revoked as {loss}: nothing after its signed object {number} counts.</source>
        <translation>已按{loss}吊销：其第 {number} 号签名对象之后一概无效。</translation>
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
        <translation>所有申报</translation>
    </message>
    <message>
        <source>End…</source>
        <translation>终止…</translation>
    </message>
    <message>
        <source>No successors: where the keeper's key is lost, the roster can't change any more.</source>
        <translation>无继任人：若保管人密钥遗失，名册便再也无法变更。</translation>
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
        <translation>吊销…</translation>
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
        <translation>已按{loss}吊销：此密钥所签一概无效。</translation>
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
        <translation>推举新保管人…</translation>
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
        <translation>推举已签名。人数足够后，新保管人接任。</translation>
    </message>
    <message>
        <source>{new} keeps the roster from now on, in the place of {old}. Nothing else of it changes.</source>
        <translation>今后由 {new} 接替 {old} 保管名册。名册其余不变。</translation>
    </message>
    <message>
        <source>The signed endorsements stand beside it, and go into every package from now on.</source>
        <translation>签名的推举与其并存，今后进入每个包。</translation>
    </message>
    <message>
        <source>Successors</source>
        <translation>继任人</translation>
    </message>
    <message>
        <source>Where the keeper's key is lost nobody can change the roster any more, unless successors were named before.</source>
        <translation>保管人密钥遗失后，除非事先指定继任人，否则无人能再更改名册。</translation>
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
        <translation>没有继任人：保管人密钥一旦遗失，名册便永不能变更。</translation>
    </message>
    <message>
        <source>With one, each of them can do that alone, at any time.</source>
        <translation>若为一人，则每位继任人随时可单独为之。</translation>
    </message>
    <message>
        <source>Endorse a new keeper</source>
        <translation>推举新保管人</translation>
    </message>
    <message>
        <source>For successors, where the keeper's key is lost or the keeper has gone.</source>
        <translation>供继任人在保管人密钥遗失或保管人离任时使用。</translation>
    </message>
    <message>
        <source>Sign the endorsement</source>
        <translation>签署推举</translation>
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
        <translation>供已获足够继任人推举的新保管人使用。</translation>
    </message>
    <message>
        <source>Sign as the new keeper</source>
        <translation>以新保管人身份签名</translation>
    </message>
    <message>
        <source>Endorsed by {given} successors; {need} are needed.</source>
        <translation>已获 {given} 位继任人推举；需 {need} 位。</translation>
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
        <translation>提议</translation>
    </message>
    <message>
        <source>approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>seal packages</source>
        <translation>为包封签</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>遗失</translation>
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
        <translation>推举</translation>
    </message>
    <message>
        <source>verdicts</source>
        <translation>裁定</translation>
    </message>
    <message>
        <source>verdicts on many things at once</source>
        <translation>批量裁定</translation>
    </message>
    <message>
        <source>conditions met</source>
        <translation>已满足的条件</translation>
    </message>
    <message>
        <source>settlements</source>
        <translation>分歧裁决</translation>
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
        <translation>审查包</translation>
    </message>
    <message>
        <source>seals of packages</source>
        <translation>包的封签</translation>
    </message>
    <message>
        <source>withdrawals</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>releases of openings</source>
        <translation>开启授权</translation>
    </message>
</context>
</TS>
