/** Materials and what they are kinds of. */
import type { Entry } from './lexicon.ts'
import { members, readTable } from './table.ts'

export interface Material extends Entry {
  /** The material it is a kind of. */
  readonly of?: string
}

/** Per line: id, German words, English words, the material it is a kind of. */
const TABLE = `
cotton | Baumwolle, Cotton, CO | cotton
pima | Pimabaumwolle, Pima, Pima Cotton | pima cotton, pima | cotton
denim | Denim, Jeansstoff | denim | cotton
corduroy | Cord, Cordstoff | corduroy | cotton
flannel | Flanell | flannel | cotton
jersey | Jersey | jersey
terry | Frottee | terry, terry cloth
canvas | Canvas, Segeltuch | canvas
wool | Wolle, Schurwolle | wool, virgin wool, woollen, lambswool, new wool
merino | Merinowolle, Merino | merino wool, merino | wool
cashmere | Kaschmir, Cashmere, Kaschmirwolle | cashmere | wool
alpaca | Alpaka, Alpakawolle | alpaca | wool
mohair | Mohair | mohair | wool
loden | Loden | loden | wool
felt | Filz, Wollfilz | felt
linen | Leinen, Flachs | linen, flax
hemp | Hanf | hemp
jute | Jute | jute
sisal | Sisal | sisal
raffia | Raffiabast, Bast | raffia
silk | Seide | silk
satin | Satin | satin
velvet | Samt | velvet
viscose | Viskose, Viscose, Rayon | viscose, rayon
modal | Modal | modal
lyocell | Lyocell, Tencel | lyocell, tencel
cupro | Cupro | cupro
synthetic | Kunstfaser, Chemiefaser, Synthetik | synthetic fibre, synthetic fiber, synthetics
polyester | Polyester, PES | polyester
pet | PET | PET
fleece | Fleece, Polarfleece, Mikrofleece | fleece, polar fleece
polyamide | Polyamid, Nylon, Cordura | polyamide, nylon, cordura
acrylic-fibre | Polyacryl, Acryl | acrylic
elastane | Elasthan, Elastan, Spandex, Lycra | elastane, spandex, lycra
microfibre | Mikrofaser, Mikrofasergewebe | microfibre, microfiber
blend | Mischgewebe | blended fabric
down | Daune, Daunen, Gänsedaunen, Entendaunen | down, goose down, duck down
feathers | Feder, Federn | feathers
sheepskin | Lammfell, Schaffell | sheepskin, lambskin, shearling
faux-fur | Kunstfell, Webpelz | faux fur
leather | Leder, Echtleder, Rindsleder, Rindleder, Vollleder | leather, cowhide
smooth-leather | Glattleder, Narbenleder, Vollnarbenleder | smooth leather, full-grain leather | leather
nubuck | Nubukleder, Nubuk | nubuck, nubuck leather | leather
suede | Rauleder, Veloursleder, Wildleder, Velours | suede, suede leather | leather
nappa | Nappaleder, Nappa | nappa, nappa leather | leather
patent | Lackleder | patent leather | leather
faux-leather | Kunstleder, Lederimitat, PU-Leder | faux leather, imitation leather, synthetic leather, vegan leather, PU leather
plastic | Kunststoff, Plastik, Hartplastik | plastic, plastics
abs | ABS | ABS | plastic
polycarbonate | Polycarbonat, Polykarbonat | polycarbonate | plastic
polypropylene | Polypropylen | polypropylene | plastic
polyethylene | Polyethylen, HDPE | polyethylene, HDPE | plastic
copolyester | Copolyester, Tritan | copolyester, tritan | plastic
pvc | PVC | PVC | plastic
acrylic-glass | Acrylglas, Plexiglas | acrylic glass, plexiglass | plastic
melamine | Melamin | melamine | plastic
polyurethane | Polyurethan, TPU, PU | polyurethane, TPU, PU | plastic
fibreglass | Fiberglas, Glasfaser, GFK | fibreglass, fiberglass, glass fibre, glass fiber
carbon | Carbon, Kohlefaser, Karbon, CFK | carbon, carbon fibre, carbon fiber
kevlar | Kevlar, Aramid | kevlar, aramid
silicone | Silikon | silicone
rubber | Gummi, Kautschuk, Naturkautschuk | rubber, natural rubber
latex | Latex, Naturlatex | latex | rubber
eva | EVA | EVA
neoprene | Neopren | neoprene
foam | Schaumstoff, Schaum, Kaltschaum, Komfortschaum | foam, cold foam
memory-foam | Memoryschaum, Viscoschaum | memory foam | foam
metal | Metall | metal
steel | Stahl, Federstahl, Kohlenstoffstahl, Karbonstahl | steel, carbon steel, spring steel | metal
stainless | Edelstahl, rostfreier Stahl, rostfreiem Stahl | stainless steel, stainless | steel
damascus | Damaststahl | damascus steel | steel
mesh | Mesh, Netzgewebe, Netzstoff, Meshgewebe | mesh
nonwoven | Vlies, Mikrovlies, Vliesstoff | microfleece, non-woven, nonwoven
bakelite | Bakelit | bakelite | plastic
resin | Kunstharz, Epoxidharz, Harz | resin, epoxy resin | plastic
chrome | Chrom | chrome | metal
graphite | Graphit, Grafit | graphite
bamboo-viscose | Bambusviskose | bamboo viscose | viscose
iron | Eisen, Gusseisen, Schmiedeeisen | iron, cast iron, wrought iron | metal
aluminium | Aluminium, Alu | aluminium, aluminum | metal
titanium | Titan | titanium | metal
brass | Messing | brass | metal
copper | Kupfer | copper | metal
bronze | Bronze | bronze | metal
zinc | Zink | zinc | metal
pewter | Zinn | pewter, tin | metal
magnesium | Magnesium | magnesium | metal
sterling | Sterlingsilber, Echtsilber, Silber | sterling silver, silver | metal
gold | Gold, Gelbgold, Weißgold, Roségold, Rotgold | gold, yellow gold, white gold, rose gold | metal
platinum | Platin | platinum | metal
wood | Holz, Massivholz, Vollholz, Hartholz | wood, solid wood, wooden, hardwood, timber
oak | Eiche, Eichenholz, Wildeiche | oak, oak wood | wood
beech | Buche, Buchenholz, Kernbuche | beech, beech wood | wood
walnut | Nussbaum, Nussbaumholz, Walnussholz | walnut, walnut wood | wood
pine | Kiefernholz, Kiefer | pine, pine wood | wood
maple | Ahorn, Ahornholz | maple | wood
ash | Eschenholz, Esche | ash wood | wood
birch | Birkenholz, Birke | birch | wood
acacia | Akazie, Akazienholz | acacia | wood
teak | Teak, Teakholz | teak | wood
mango-wood | Mangoholz | mango wood | wood
olive-wood | Olivenholz | olive wood | wood
cherry-wood | Kirschholz, Kirschbaumholz | cherry wood | wood
spruce | Fichtenholz | spruce | wood
paulownia | Paulownia, Paulowniaholz | paulownia | wood
rosewood | Palisander | rosewood | wood
ebony | Ebenholz | ebony | wood
plywood | Sperrholz, Multiplex | plywood | wood
mdf | MDF, Spanplatte | MDF, chipboard, particle board
bamboo | Bambus | bamboo
rattan | Rattan, Weide, Korbgeflecht | rattan, wicker
cork | Kork | cork
paper | Papier, Büttenpapier | paper
cardboard | Pappe, Karton | cardboard
glass | Glas, Borosilikatglas, Kristallglas, Sicherheitsglas, Mineralglas, Saphirglas | glass, borosilicate glass, crystal glass, safety glass, sapphire crystal
ceramic | Keramik, Steinzeug, Steingut, Feinsteinzeug | ceramic, ceramics, stoneware, earthenware
porcelain | Porzellan, Bone China | porcelain, bone china | ceramic
terracotta | Terrakotta, Ton | terracotta, clay | ceramic
enamel | Emaille, Email | enamel
stone | Naturstein, Stein | stone, natural stone
marble | Marmor | marble | stone
granite | Granit | granite | stone
slate | Schiefer | slate | stone
concrete | Beton | concrete
wax | Wachs, Paraffin | wax, paraffin
soy-wax | Sojawachs | soy wax | wax
beeswax | Bienenwachs | beeswax | wax
rapeseed-wax | Rapswachs | rapeseed wax | wax
`

export const MATERIALS: readonly Material[] = readTable(TABLE).map(([id = '', de, en, of]) => ({
  id,
  de: members(de),
  en: members(en),
  ...(of === undefined ? {} : { of }),
}))

/** First parts of compounds: 'Lederschuhe', 'Holzgriff'. */
export const MATERIAL_FIRSTS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  readTable(`
cotton | Baumwoll
merino | Merino
wool | Woll, Schurwoll
leather | Leder
linen | Leinen
jute | Jute
hemp | Hanf
metal | Metall
steel | Stahl
brass | Messing
copper | Kupfer
iron | Eisen, Gusseisen
glass | Glas
paper | Papier
beech | Buchen, Buchenholz
pine | Kiefern, Kiefernholz
walnut | Nussbaum
marble | Marmor
velvet | Samt
silk | Seiden
stainless | Edelstahl
wood | Holz
oak | Eichen
plastic | Kunststoff
polyester | Polyester
polyamide | Polyamid, Nylon
fleece | Fleece
down | Daunen
silicone | Silikon
rubber | Gummi
cork | Kork
bamboo | Bambus
aluminium | Aluminium, Alu
titanium | Titan
carbon | Carbon
ceramic | Keramik
porcelain | Porzellan
neoprene | Neopren
foam | Schaumstoff
`).map(([id = '', firsts]) => [id, members(firsts)]),
)

/** What may follow a material in a compound without the thing being made of it: 'Lederpflege', 'Holzkohle'. */
export const NOT_MADE_OF =
  /^(?:pflege|reinig|fett|ol|spray|schutz|optik|look|imitat|kohle|leim|lasur|farbe|farben|wasch|seife|korb|bohrer|sage|schraub|dubel|besch|mischung|zieher|enzieher|matt|glatt|glanz|weich|ahnlich|gefuhl)/

/** The parts of a thing that are made of something of their own. */
export const PARTS: readonly Entry[] = readTable(`
outer | Obermaterial, Außenmaterial, Oberstoff, Außenstoff, Außenschicht, Schaft | upper, outer, outer material, shell, outer fabric, face fabric
lining | Futter, Innenfutter, Fütterung, Innenmaterial, Innenstoff, Innenseite, gefüttert | lining, inner, inside, lined
filling | Füllung, Füllmaterial, Polsterung, Polster, Wattierung, Isolierung, gefüllt | filling, fill, padding, insulation, filled, padded
sole | Sohle, Laufsohle, Außensohle, Innensohle, Zwischensohle, Fußbett | sole, outsole, insole, midsole, footbed
handle | Griff, Griffe, Henkel, Stiel, Heft | handle, handles, grip
frame | Rahmen, Gestell, Gehäuse, Korpus | frame, housing, body, casing, case
trim | Naht, Nähte, Saum, Bündchen, Kragen, Besatz, Einsatz, Einsätze, Gummirand, Rand, Paspel, Details, Detail, Applikation | seam, seams, stitching, hem, cuffs, collar, trim, inserts, insert, rim, edge, piping, details, accents
closure | Verschluss, Reißverschluss, Reißverschlüsse, Knopf, Knöpfe, Schnalle, Schnürsenkel | closure, zip, zips, zipper, button, buttons, buckle, laces
lid | Deckel, Stopfen | lid, stopper, cap
strap | Armband, Band, Riemen, Träger, Gurt | strap, band, bracelet
blade | Klinge, Klingen | blade, blades
lens | Gläser, Linse, Linsen, Scheibe | lens, lenses
core | Kern | core
coating | Beschichtung, beschichtet, Membran | coating, coated, membrane
pole | Gestänge, Stange, Stangen | poles, pole
floor | Boden | floor, base
top | Tischplatte, Platte | table top, tabletop
legs | Beine, Füße, Tischbeine | legs, feet
packaging | Verpackung, Karton, Schachtel, Dose, Tiegel, Flakon, Tube | packaging, box, jar, tube
print | Druck, Aufdruck, Logo, Schriftzug, Stickerei, Muster, Streifen, Punkte | print, logo, lettering, embroidery, pattern, stripes, dots
back | Rückseite, Rücken | back, reverse
`).map(([id = '', de, en]) => ({ id, de: members(de), en: members(en) }))
