"""What the papers' fixed wording is in Russian and French, by its English: for filings in those languages alone.

Where a sentence is not here, it stands in English; what a recipient reads first is.
"""

from __future__ import annotations

_ROWS = """
Requirement = Требование | Exigence
State, and why = Состояние и основание | État et motif
Where in the package = Место в комплекте | Où, dans le dossier
Authority = Орган | Autorité
Status of the regime = Статус режима | Statut du régime
Legal basis = Правовая основа | Base légale
met = выполнено | remplie
not met = не выполнено | non remplie
not applicable = не применимо | sans objet
omitted, justified = опущено, обосновано | omise, justifiée
rule unclear, decided = норма неясна, решение принято | règle incertaine, tranchée
required = обязательно | obligatoire
optional = по желанию | facultative
forbidden = запрещено | interdite
omittable = можно опустить | peut être omise
About this package = Об этом комплекте | À propos de ce dossier
What this is = Что это | De quoi il s'agit
What is asked for = Что запрошено | Ce qui est demandé
Asked by = Кто запрашивает | Demandé par
What is in it = Что в комплекте | Ce qu'il contient
Folder = Папка | Dossier
What it holds = Содержание | Contenu
Files = Файлов | Fichiers
Bytes = Байт | Octets
Pages = Страниц | Pages
File = Файл | Fichier
made after approval = создаётся после утверждения | établi après approbation
The package in figures = Комплект в цифрах | Le dossier en chiffres
The source code, folder by folder = Исходный код по папкам | Le code source, dossier par dossier
Language = Язык | Langage
Lines = Строк | Lignes
What it is for = Назначение | Rôle
Origin = Происхождение | Origine
Disclosed = Раскрыто | Divulgué
own = собственное | propre
names third-party licences = есть лицензии третьих лиц | mentionne des licences de tiers
third party, by its name = стороннее, судя по имени | tiers, d'après son nom
all files whole = все файлы полностью | tous les fichiers entiers
(files at the top) = (файлы верхнего уровня) | (fichiers à la racine)
What is hidden = Что скрыто | Ce qui est masqué
Nothing is hidden in what is disclosed. = В раскрытом ничего не скрыто. | Rien n'est masqué dans ce qui est divulgué.
Nothing is hidden, and nothing is withheld. = Ничего не скрыто и не изъято. | Rien n'est masqué ni retenu.
How to check it, in three steps = Проверка в три шага | Vérification en trois étapes
Who approves = Кто утверждает | Qui approuve
the recipient = получатель | le destinataire
source code as disclosed, file by file = раскрытый исходный код, по файлам | code source divulgué, fichier par fichier
source code printed on numbered pages = исходный код, распечатанный постранично | code source imprimé, pages numérotées
the device's software as it is installed = программа в том виде, как она установлена | logiciel tel qu'installé
documents that were supplied with the filing = приложенные документы | documents joints
forms, declarations, this paper, the log of what is hidden = формы, заявления, этот лист, журнал скрытого | \
formulaires, déclarations, cette feuille, journal de ce qui est masqué
who approved, with which key; proof of what is hidden = кто и каким ключом утвердил; доказательства скрытого | \
qui a approuvé, avec quelle clé ; preuves de ce qui est masqué
everything on paper: each file with its digests, the checklist, the approvals, how to verify = \
полная опись: файлы и контрольные суммы, требования, утверждения, порядок проверки | \
l'inventaire complet : fichiers et empreintes, exigences, approbations, vérification
{vendor} hands this package to {recipient}. It holds what {vendor} discloses about {product}, put together by the \
rules of "{template}". = \
{vendor} передаёт этот комплект: {recipient}. В нём то, что {vendor} раскрывает о {product} по правилам «{template}».\
 | \
{vendor} remet ce dossier à {recipient}. Il contient ce que {vendor} divulgue de {product}, selon les règles de \
« {template} ».
Source code is the text that programmers write and from which the product's software is made. Firmware is that \
software as it runs inside the device. Nobody needs to run anything to read this package: papers are PDF files, source \
code is plain text. = \
Исходный код — текст, который пишут программисты и из которого делается программа изделия; микропрограмма — программа, \
работающая в устройстве. Для чтения ничего не нужно запускать: документы в PDF, исходный код — простой текст. | \
Le code source est le texte qu'écrivent les programmeurs et dont est fait le logiciel du produit ; le micrologiciel \
est ce logiciel dans l'appareil. Rien à exécuter pour lire ce dossier : documents en PDF, code source en texte brut.
{met} of {asked} requirements that apply are met; {other} are left out or decided with a reason. The checklist says \
which and where. = \
Выполнено требований: {met} из {asked} применимых; опущено или решено с обоснованием: {other}. Что и где — в перечне. \
| {met} exigences remplies sur {asked} applicables ; {other} omises ou tranchées avec motif. La liste dit lesquelles.
What the template asks for, what became of it, and where in the package it stands. Paths are relative to the package's \
folder; where the reader follows links, a click opens the file. = \
Что требует шаблон, что сделано и где это находится. Пути — от папки комплекта; ссылки открываются щелчком. | \
Ce que le modèle demande, ce qu'il en est et où cela se trouve. Chemins relatifs au dossier ; un clic ouvre le fichier.
Counted over what is disclosed. What a folder is for is said by {vendor}; where its files come from is judged by their \
names and by the licences that they name. = \
Подсчитано по раскрытому. Назначение папок указывает {vendor}; происхождение — по именам файлов и лицензиям в них. | \
Compté sur ce qui est divulgué. Le rôle des dossiers est indiqué par {vendor} ; l'origine, d'après noms et licences.
Compare: the transmittal slip came to you by another way. Compute the SHA-256 of the archive and compare it with the \
slip, group by group. = \
Сравните: сопроводительный листок пришёл другим путём. Вычислите SHA-256 архива и сверьте с листком по группам. | \
Comparez : le bordereau vous est parvenu par une autre voie. Calculez le SHA-256 de l'archive et comparez par groupes.
Verify: unpack the archive and follow VERIFY-en.txt. It gives commands for Windows and others that need nothing \
installed, and says what each result means. = \
Проверьте: распакуйте архив и следуйте VERIFY-en.txt: команды для Windows и других систем и смысл каждого ответа. | \
Vérifiez : décompressez l'archive et suivez VERIFY-en.txt : commandes pour Windows et autres, sens de chaque résultat.
Compare the names: manifest.pdf names who approved these files, with a fingerprint for each key. Ask {vendor} for the \
fingerprints on a telephone number that you already know. = \
Сверьте имена: в manifest.pdf указаны утвердившие и отпечатки ключей. Спросите отпечатки ({vendor}) по известному вам \
телефону. | \
Comparez les noms : manifest.pdf nomme les approbateurs et l'empreinte de chaque clé. Demandez-les à {vendor} à un \
numéro que vous connaissez déjà.
{count} person(s) with the role {role} sign exactly these files, each with a key of their own; whoever proposed what \
is hidden is not among them. Their names stand on the approval page of manifest.pdf. = \
Эти файлы подписывают лица (число: {count}, роль: {role}), каждое своим ключом; предложившие скрыть в их число не \
входят. Имена — на странице утверждения в manifest.pdf. | \
{count} personne(s) ayant le rôle {role} signent exactement ces fichiers, chacune avec sa clé ; qui a proposé de \
masquer n'en est pas. Leurs noms figurent dans manifest.pdf.
legal = юридическая служба | juridique
See {where} = См. {where} | Voir {where}
No source code is in it. Nobody needs to run anything to read this package: papers are PDF files. = \
Исходного кода здесь нет. Для чтения ничего не нужно запускать: документы в формате PDF. | \
Il ne contient pas de code source. Rien à exécuter pour le lire : les documents sont des PDF.
Firmware images, taken apart = Образы прошивки: состав | Images du micrologiciel, décomposées
Image {slug}: {name} = Образ {slug}: {name} | Image {slug} : {name}
What stands where in the device's software, as a picture; manifest.pdf says more. = \
Что где находится в программе устройства; подробнее в manifest.pdf. | \
Ce que contient le logiciel de l'appareil, en image ; manifest.pdf en dit plus.
Account of its bytes = Учёт байтов | Décompte des octets
Sum: the size of the image = Всего: размер образа | Total : taille de l'image
Regions = Области | Régions
Tree of contents = Дерево содержимого | Arborescence
What it says about itself = Сведения в самом образе | Ce que l'image dit d'elle-même
Keys and certificates in it = Ключи и сертификаты в образе | Clés et certificats contenus
Third-party components, by their banners = Сторонние компоненты по их меткам | Composants tiers, d'après leurs bannières
Tie to the disclosed source = Связь с раскрытым исходным кодом | Lien avec le code source divulgué
Parts with no disclosed source = Части без раскрытого исходного кода | Parties sans code source divulgué
How it was built, as declared = Сборка (по заявлению) | Fabrication, selon la déclaration
entropy, 0 to 8 bits a byte = энтропия, 0–8 бит на байт | entropie, de 0 à 8 bits par octet
drawn wider than to scale = шире масштаба | élargi, hors échelle
hidden here = скрыто | masqué ici
unpacked from the part above = распаковано из части выше | décompressé de la partie au-dessus
"""


def _read(rows: str) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for line in rows.replace("\\\n", "").strip().splitlines():
        english, _, others = line.partition(" = ")
        russian, _, french = others.partition(" | ")
        found[english.strip()] = (("ru", russian.strip()), ("fr", french.strip()))
    return found


MORE = _read(_ROWS)
