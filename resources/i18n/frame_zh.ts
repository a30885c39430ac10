<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Adder</name>
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
        <source>Back</source>
        <translation>返回</translation>
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
        <source>{name}: {files} files are in, {out} out.</source>
        <translation>{name}：纳入 {files} 个文件，排除 {out} 个。</translation>
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
    <name>Asker</name>
    <message>
        <source>Passphrase of your keys</source>
        <translation>密钥口令</translation>
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
    <name>DeclarationEditor</name>
    <message>
        <source>We declare this</source>
        <translation>我方作此声明</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>No filing is open.</source>
        <translation>没有打开的备案。</translation>
    </message>
    <message>
        <source>Open or begin one first.</source>
        <translation>请先打开或新建备案。</translation>
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
        <source>Cancelled. Nothing half-done was kept.</source>
        <translation>已取消，未留下任何半成品。</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Workbooks (*.codebinder);;All files (*)</source>
        <translation>工作簿 (*.codebinder);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open workbook</source>
        <translation>打开工作簿</translation>
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
        <source>Redact</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>As filed</source>
        <translation>报送版本</translation>
    </message>
    <message>
        <source>An offline workbook that assembles, reviews and verifies source-code and firmware disclosure packages. It never uses a network. Template facts are as found in public sources; they are no legal advice.</source>
        <translation>用于汇编、审核和核验源代码及固件披露材料包的离线工作簿，从不联网。模板内容依据公开资料整理，不构成法律意见。</translation>
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
        <source>What was decided, by whom, and why</source>
        <translation>决定的内容、决定人及理由</translation>
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
        <translation>以下内容不易察觉，会随文件一并提交：</translation>
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
    <name>FactsCard</name>
    <message>
        <source>The product's facts</source>
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
        <translation>{product}。只需填写一次，供该产品的所有备案使用。每项均说明其影响的要求。</translation>
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
        <source>Decide the unclear rule…</source>
        <translation>对不明确的规则作出决定…</translation>
    </message>
    <message>
        <source>What was decided, by whom, and why</source>
        <translation>决定的内容、决定人及理由</translation>
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
    <name>FilingPage</name>
    <message>
        <source>{count} rules of this template are inferred, not read in a source. Each says so at the right.</source>
        <translation>本模板有 {count} 条规则为推断所得，并非出自资料；右侧逐条注明。</translation>
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
        <source>One of these: {name}</source>
        <translation>任选其一：{name}</translation>
    </message>
    <message>
        <source>{count} more are not asked for, going by the product's facts.</source>
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
    <name>FirmwarePage</name>
    <message>
        <source>Add an image…</source>
        <translation>添加映像…</translation>
    </message>
    <message>
        <source>Which firmware belongs to the product?</source>
        <translation>产品包含哪些固件？</translation>
    </message>
    <message>
        <source>Add its images, or drop them here. For each you say whether it goes in whole, by its digest only, or is withheld.</source>
        <translation>添加固件映像，或拖放到此处。逐一说明是完整提交、仅提交摘要值还是不提交。</translation>
    </message>
    <message>
        <source>built from {name}</source>
        <translation>由 {name} 构建</translation>
    </message>
    <message>
        <source>built from: not stated</source>
        <translation>构建来源：未说明</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Start page</source>
        <translation>起始页</translation>
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
        <source>digest only: its size and digests are printed</source>
        <translation>仅摘要值：列出其大小和摘要值</translation>
    </message>
    <message>
        <source>withheld: a commitment stands for it</source>
        <translation>不提交：以承诺值代替</translation>
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
        <source>Firmware image</source>
        <translation>固件映像</translation>
    </message>
    <message>
        <source>Choose the image's file first.</source>
        <translation>请先选择映像文件。</translation>
    </message>
    <message>
        <source>Reading the image</source>
        <translation>正在读取映像</translation>
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
    <name>JobBar</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
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
        <source>anywhere</source>
        <translation>不限</translation>
    </message>
</context>
<context>
    <name>Keys</name>
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
        <source>Your keys stay in your keychain. Only people on the workbook's roster can propose and approve; compare fingerprints by voice before you trust one.</source>
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
        <source>Sign with which key?</source>
        <translation>使用哪个密钥签名？</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keys and people</source>
        <translation>密钥与人员</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>指纹</translation>
    </message>
    <message>
        <source>Somebody else's key, one line: codebinder-key1:…</source>
        <translation>他人的公钥（一行）：codebinder-key1:…</translation>
    </message>
    <message>
        <source>Somebody else's key</source>
        <translation>他人的公钥</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>信任</translation>
    </message>
    <message>
        <source>New key…</source>
        <translation>新建密钥…</translation>
    </message>
    <message>
        <source>Copy public key</source>
        <translation>复制公钥</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
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
        <source>On this workbook's roster</source>
        <translation>本工作簿名册</translation>
    </message>
    <message>
        <source>keeps the roster</source>
        <translation>名册保管人</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>暂无。</translation>
    </message>
    <message>
        <source>Choose one of your keys first.</source>
        <translation>请先选择您的一个密钥。</translation>
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
        <source>Choose one of your keys, or paste somebody else's, and open a workbook.</source>
        <translation>请打开工作簿，并选择您的一个密钥或粘贴他人的公钥。</translation>
    </message>
    <message>
        <source>Writing the roster</source>
        <translation>正在更新名册</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Open or begin a filing first; then drop {name} again.</source>
        <translation>请先打开或新建备案，再拖放 {name}。</translation>
    </message>
    <message>
        <source>Nothing here takes {name}.</source>
        <translation>此处无法接收 {name}。</translation>
    </message>
</context>
<context>
    <name>Menus</name>
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
        <source>Try the &amp;sample…</source>
        <translation>试用示例(&amp;S)…</translation>
    </message>
    <message>
        <source>New &amp;product…</source>
        <translation>新建产品(&amp;P)…</translation>
    </message>
    <message>
        <source>New &amp;filing…</source>
        <translation>新建备案(&amp;F)…</translation>
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
        <source>&amp;Close workbook</source>
        <translation>关闭工作簿(&amp;C)</translation>
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
        <source>&amp;Start page</source>
        <translation>起始页(&amp;S)</translation>
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
        <source>&amp;Shortcuts</source>
        <translation>快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Codebinder</source>
        <translation>关于 Codebinder(&amp;A)</translation>
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
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Make the key</source>
        <translation>生成密钥</translation>
    </message>
    <message>
        <source>Type your name first.</source>
        <translation>请先输入您的姓名。</translation>
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
    <name>PlannedPage</name>
    <message>
        <source>Use the command line for this step; its page is not in this build.</source>
        <translation>本版本没有此步骤的页面，请使用命令行。</translation>
    </message>
</context>
<context>
    <name>Preview</name>
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
        <translation>所备案产品的某一版本。产品情况稍后由各模板询问。</translation>
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
        <translation>衍生自</translation>
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
    <name>QuestionsEditor</name>
    <message>
        <source>Questions as of {date}</source>
        <translation>问题版本：{date}</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Start page</source>
        <translation>起始页</translation>
    </message>
    <message>
        <source>Products, filings and steps</source>
        <translation>产品、备案和步骤</translation>
    </message>
    <message>
        <source>+ Product</source>
        <translation>＋ 产品</translation>
    </message>
    <message>
        <source>+ Filing</source>
        <translation>＋ 备案</translation>
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
        <translation>备案哪些源代码？</translation>
    </message>
    <message>
        <source>Choose the repository and the exact tag, branch or commit. It is read from git's own store; the work tree is never looked at, and nothing in it is run or changed.</source>
        <translation>选择代码仓库以及确切的标签、分支或提交。内容直接取自 git 存储，从不查看工作区，也不会运行或更改其中任何内容。</translation>
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
        <source>It is elsewhere now…</source>
        <translation>重新定位…</translation>
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
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
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
    <name>StartPage</name>
    <message>
        <source>Assemble, review and verify source-code and firmware disclosure packages, offline.</source>
        <translation>离线汇编、审核和核验源代码及固件披露材料包。</translation>
    </message>
    <message>
        <source>Or drop a workbook, a package, a repository, a folder or a firmware image on this window.</source>
        <translation>也可将工作簿、材料包、代码仓库、文件夹或固件映像拖放到本窗口。</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>A workbook is one file about one vendor: its products, filings and decisions.</source>
        <translation>一个工作簿对应一家厂商：其产品、备案和各项决定都在一个文件中。</translation>
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
        <source>Recent workbooks</source>
        <translation>最近的工作簿</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>打开 {name}</translation>
    </message>
    <message>
        <source>None yet. Workbooks that you open appear here.</source>
        <translation>暂无。打开过的工作簿会列在这里。</translation>
    </message>
    <message>
        <source>Vendor…</source>
        <translation>厂商…</translation>
    </message>
    <message>
        <source>Which product is filed?</source>
        <translation>备案哪个产品？</translation>
    </message>
    <message>
        <source>Name it with its version. Its facts are entered once and used by every filing about it.</source>
        <translation>填写名称和版本。产品情况只需填写一次，供该产品的所有备案使用。</translation>
    </message>
    <message>
        <source>Add a product…</source>
        <translation>添加产品…</translation>
    </message>
    <message>
        <source>Begin the first filing</source>
        <translation>建立第一个备案</translation>
    </message>
    <message>
        <source>A filing is one package: a product version against one template, for one recipient.</source>
        <translation>一个备案对应一个材料包：某产品版本、某一模板、某一接收方。</translation>
    </message>
    <message>
        <source>New filing…</source>
        <translation>新建备案…</translation>
    </message>
    <message>
        <source>Filings by due date</source>
        <translation>备案（按截止日期）</translation>
    </message>
    <message>
        <source>Reading the filings…</source>
        <translation>正在读取备案…</translation>
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
        <source>State and date…</source>
        <translation>状态和日期…</translation>
    </message>
    <message>
        <source>Open filing</source>
        <translation>打开备案</translation>
    </message>
</context>
<context>
    <name>StateDialog</name>
    <message>
        <source>For your register only; nothing of it leaves.</source>
        <translation>仅供内部登记，不会提交。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>has a due date</source>
        <translation>有截止日期</translation>
    </message>
    <message>
        <source>Due date</source>
        <translation>截止日期</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>截止</translation>
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
    <message>
        <source>Check these rules against the authority's own words before use.</source>
        <translation>使用前请对照主管部门的原文核对这些规则。</translation>
    </message>
</context>
<context>
    <name>Step</name>
    <message>
        <source>Filing</source>
        <translation>备案</translation>
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
        <translation>从 CSV 读取…</translation>
    </message>
</context>
<context>
    <name>TemplateDialog</name>
    <message>
        <source>New filing</source>
        <translation>新建备案</translation>
    </message>
    <message>
        <source>The template's text is frozen into the filing; later changes of it don't touch what you began.</source>
        <translation>模板文本会固定在备案中；模板日后变更不影响已建立的备案。</translation>
    </message>
    <message>
        <source>Search templates</source>
        <translation>搜索模板</translation>
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
        <source>From a file…</source>
        <translation>从文件…</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
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
        <translation>建立备案</translation>
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
        <source>No template matches.</source>
        <translation>没有匹配的模板。</translation>
    </message>
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
        <translation>主管机构</translation>
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
    <name>VendorDialog</name>
    <message>
        <source>Vendor</source>
        <translation>厂商</translation>
    </message>
    <message>
        <source>Entered once, and taken over by the forms of every filing.</source>
        <translation>只需填写一次，供所有备案的表单使用。</translation>
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
        <translation>统一社会信用代码</translation>
    </message>
    <message>
        <source>Legal representative</source>
        <translation>法定代表人</translation>
    </message>
</context>
<context>
    <name>WorkbookDialog</name>
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
        <source>New workbook</source>
        <translation>新建工作簿</translation>
    </message>
    <message>
        <source>One file that holds everything about one vendor's filings, except the sources themselves.</source>
        <translation>一个文件，保存一家厂商备案的全部内容，源代码本身除外。</translation>
    </message>
    <message>
        <source>Make the workbook</source>
        <translation>新建工作簿</translation>
    </message>
    <message>
        <source>Type the vendor's name first.</source>
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
    <name>QPlatformTheme</name>
    <message>
        <source>OK</source>
        <translation>确定</translation>
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
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>是(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation>否(&amp;N)</translation>
    </message>
</context>
</TS>
