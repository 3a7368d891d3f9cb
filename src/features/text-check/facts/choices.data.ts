/**
 * Things of which a product is or has one kind and not its siblings: a movement is automatic or quartz. Per group the kinds,
 * each with its German words before '=' and its English ones behind it. Nouns have their capital.
 */
export const CHOICES: Readonly<Record<string, string>> = {
  movement:
    'Automatik, Automatikwerk, Automatikuhr = automatic, self-winding; Quarz, Quarzwerk, Quarzuhr = quartz; Handaufzug = hand-wound, manual winding',
  crystal:
    'Saphirglas = sapphire crystal, sapphire; Mineralglas = mineral crystal, mineral glass, mineral; Hesalit = hesalite',
  gem: 'Diamant, Brillant, Diamanten = diamond, diamonds; Zirkonia = zirconia; Saphir = sapphire; Rubin = ruby; Smaragd = emerald; Perle, Perlen = pearl, pearls; Topas = topaz; Amethyst = amethyst; Opal = opal; Aquamarin = aquamarine',
  setting:
    'Krappenfassung = claw setting, prong setting, claw; Zargenfassung = bezel setting, bezel; Kanalfassung = channel setting',
  'gold-colour': 'Gelbgold = yellow gold; Weißgold = white gold; Roségold, Rotgold = rose gold, red gold',
  site: 'sonnig, vollsonnig = sunny, full sun; halbschattig, Halbschatten = partial shade, semi-shade, half shade; schattig, Schatten = full shade, shady, deep shade',
  'life-cycle': 'mehrjährig = perennial; einjährig = annual; zweijährig = biennial',
  'scent-strength':
    'leichter Duft, leichten Duft, leicht duftend, zarter Duft = light scent, lightly scented, delicate scent; starker Duft, stark duftend, intensiver Duft = strong scent, strongly scented, intense scent',
  rise: 'mittlere Bundhöhe, mittel Bundhöhe, mittlere Leibhöhe = mid-rise, mid rise, mid; hohe Bundhöhe, hoch Bundhöhe, hoher Bund = high-rise, high rise, high-waisted; niedrige Bundhöhe, niedrig Bundhöhe = low-rise, low rise',
  ground: 'Straße, Asphalt = road; Trail, Gelände = trail; Halle, Hallenboden = indoor, indoor court',
  pronation: 'neutral, Neutralschuh = neutral; Überpronation, überproniert = overpronation, stability',
  brakes: 'hydraulisch = hydraulic; mechanisch = mechanical, cable-operated, cable-actuated',
  'motor-place':
    'Mittelmotor = mid-drive, mid motor; Heckmotor, Hinterradnabenmotor = rear hub, rear motor, hub motor; Frontmotor = front hub, front motor',
  brushes: 'bürstenlos = brushless; bürstenbehaftet, Bürstenmotor = brushed motor, brushed',
  gearing: 'Kettenschaltung = derailleur; Nabenschaltung = hub gears, hub gear, internally geared',
  belt: 'Riemenantrieb = belt drive; Kettenantrieb = chain drive',
  walls:
    'doppelwandig = double-walled, double-wall, double walled; einwandig = single-walled, single-wall; dreiwandig = triple-walled, triple-wall',
  disc: 'innenbelüftet = vented, internally vented; massiv, unbelüftet = solid, unvented',
  axle: 'Vorderachse = front axle, front; Hinterachse = rear axle, rear',
  'white-light':
    'warmweiß = warm white, warm; kaltweiß, tageslichtweiß = cool white, cold white, cool, daylight white; neutralweiß = neutral white',
  roast:
    'helle Röstung, hell geröstet, hell Röstgrad = light roast, lightly roasted; mittlere Röstung, mittel Röstgrad = medium roast, medium-roasted; dunkle Röstung, dunkel geröstet, dunkel Röstgrad = dark roast, dark-roasted',
  bean: 'Arabica = arabica; Robusta = robusta',
  caffeine: 'koffeinhaltig = caffeinated; entkoffeiniert, koffeinfrei = decaffeinated, decaf, caffeine-free',
  perfume:
    'parfümfrei, duftstofffrei, unparfümiert = fragrance-free, unscented; parfümiert = scented, fragranced, perfumed',
  hair: 'feines Haar = fine hair, fine; lockiges Haar, Locken = curly hair, curls, curly; trockenes Haar = dry hair; fettiges Haar = oily hair, greasy hair; coloriertes Haar, gefärbtes Haar = coloured hair; dickes Haar = thick hair',
  'pet-age':
    'Welpen, Welpe, Junior = puppies, puppy, junior; Adult, ausgewachsene Hunde, erwachsene Hunde, ausgewachsene Katzen = adult, adult dogs, adult cats; Senior, ältere Hunde = senior dogs, senior; Kitten, Kätzchen = kitten, kittens',
  meat: 'Huhn, Hühnchen, Hähnchen, Geflügel = chicken, poultry; Rind, Rindfleisch = beef; Lamm, Lammfleisch = lamb; Pute, Truthahn = turkey; Ente = duck; Lachs = salmon; Schwein, Schweinefleisch = pork; Wild, Hirsch = venison; Thunfisch = tuna; Kaninchen = rabbit',
  nut: 'Haselnuss, Haselnüsse = hazelnuts, hazelnut; Erdnuss, Erdnüsse = peanuts, peanut; Mandel, Mandeln = almonds, almond; Walnuss, Walnüsse = walnuts; Cashew, Cashews = cashews, cashew; Pistazie, Pistazien = pistachios, pistachio',
  sweetener:
    'Rohrohrzucker, Rohrzucker = raw cane sugar, cane sugar; Kokosblütenzucker = coconut blossom sugar, coconut sugar; Stevia = stevia; Honig = honey; Agavendicksaft = agave syrup; Xylit = xylitol',
  grape:
    'Riesling = Riesling; Silvaner = Silvaner; Grauburgunder = Pinot Gris, Pinot Grigio; Weißburgunder = Pinot Blanc; Chardonnay = Chardonnay; Merlot = Merlot; Spätburgunder = Pinot Noir; Cabernet = Cabernet; Sauvignon Blanc = Sauvignon Blanc; Syrah, Shiraz = Syrah, Shiraz; Tempranillo = Tempranillo; Grüner Veltliner = Grüner Veltliner; Primitivo = Primitivo',
  ageing:
    'Edelstahltank, Stahltank = stainless steel, steel tank; Barrique, Barriquefass, Holzfass, Eichenfass = oak barrel, oak barrels, barrique, oak casks; Amphore = amphora',
  stopper:
    'Schraubverschluss = screw cap; Korken, Naturkorken = cork; Kronkorken = crown cap; Glasverschluss = glass stopper',
  cap: 'Schraubkappe = screw cap, screw; Steckkappe = snap-on, snap-on cap, push-on cap; Magnetkappe = magnetic cap',
  script:
    'Konverter, Patrone, Patronen = converter, cartridge; Kugelschreibermine, Kugelschreiber = ballpoint, ballpoint refill',
  binding:
    'Hardcover = hardcover, hardback; Taschenbuch, Softcover, Paperback = paperback, softcover; Hörbuch = audiobook',
  genre:
    'Krimi, Kriminalroman = crime, crime novel; Liebesroman = romance, love story; Fantasyroman, Fantasy = fantasy; Thriller = thriller; Sachbuch = non-fiction; Kochbuch = cookbook; Science-Fiction = science fiction; Biografie = biography',
  'award-status':
    'nominiert, Nominierung = nominated, shortlisted; Gewinner, Gewinnerin, gewonnen, Sieger = winner, won',
  medal:
    'Gold, Goldmedaille = gold, gold medal; Silber, Silbermedaille = silver, silver medal; Bronze, Bronzemedaille = bronze, bronze medal',
  grade:
    'sehr gut = very good, excellent; gut = good; befriedigend = satisfactory; ausreichend = sufficient; mangelhaft = poor',
  skill:
    'Einsteiger, Einsteigerinnen, Anfänger = beginners, beginner; fortgeschritten, Fortgeschrittene = advanced, intermediate; Profis = professionals, pros',
  paint: 'wasserbasiert, Wasserbasis = water-based; lösemittelhaltig, lösungsmittelhaltig = solvent-based',
  weave:
    'Satin, Mako-Satin = sateen, mako sateen; Perkal = percale; Renforcé = renforcé; Biber = flannelette; Seersucker = seersucker',
  lacing:
    'Tunnelzug, Kordelzug = drawstring; Knopf, Knöpfe, Knopfleiste = button, buttons; Schnürung, Schnürsenkel = laces; BOA, Drehverschluss = BOA, dial',
  feeding: 'Nassfutter = wet food; Trockenfutter = dry food',
  panel: 'IPS = IPS; VA = VA; TN = TN; OLED = OLED',
  pump: 'vollautomatisch = fully automatic; halbautomatisch = semi-automatic; manuell = manual',
  tin: 'gemahlen, gemahlener = ground; ganze Bohne, ganze Bohnen = whole bean, whole beans',
  edge: 'bis Januar = to January; bis Februar = to February; bis März = to March; bis April = to April; bis Mai = to May; bis Juni = to June; bis Juli = to July; bis August = to August; bis September = to September; bis Oktober = to October; bis November = to November; bis Dezember = to December',
  assembly:
    'Montage erforderlich, zerlegt = assembly required, flat-packed; fertig montiert, vormontiert = pre-assembled, fully assembled, ready assembled',
  language:
    'Deutsch = German; Englisch = English; Französisch = French; Italienisch = Italian; Spanisch = Spanish; Niederländisch = Dutch; Polnisch = Polish; Dänisch = Danish; Schwedisch = Swedish; Portugiesisch = Portuguese',
}

/** Groups whose words mean something only where the sentence speaks of this. */
export const CHOICE_CONTEXT: Readonly<Record<string, RegExp>> = {
  medal:
    /award|trophy|medal|preis|prämier|wettbewerb|auszeichn|ausgezeichnet|winner|gewinn|challenge|prize|competition/i,
  grade: /test|urteil|\bnote\b|rated|rating|bewert|verdict/i,
  language:
    /sprach|anleitung|text|übersetz|auf (?:deutsch|englisch|französisch|italienisch|spanisch)|rules|manual|instructions|written in|edition|\bin (?:german|english|french|italian|spanish|dutch|danish)\b|language/i,
  taste:
    /wein|rebe|riesling|sekt|cuv[ée]e|burgund|tropfen|ausgebaut|abgang|geschmack|wine|vintage|finish|palate|sherry|cider|prosecco|bottle|chardonnay|merlot|sauvignon|ros[ée]/i,
  'award-status': /award|preis|trophy|spiel des jahres|prize|wettbewerb|auszeichn|game of the year/i,
}
