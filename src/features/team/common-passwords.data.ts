/**
 * What the commonest passwords are made of. Of twelve characters and more hardly any stands in the known lists as it is: people
 * lengthen one of these words with digits and marks, or put two of them side by side.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `
  password passwort passwd kennwort passphrase geheim secret admin administrator root user login welcome willkommen letmein changeme
  default master dragon monkey shadow sunshine princess football fussball baseball basketball superman batman spiderman pokemon
  starwars naruto matrix killer hunter ranger buster tigger charlie michael jordan thomas andrew joshua matthew daniel jennifer
  jessica ashley michelle nicole andrea sabine stefan andreas alexander christian sebastian benjamin florian markus martin peter
  julia katharina schatz schatzi liebe iloveyou ichliebedich lovely loveme forever flower blume sonne sonnenschein sommer winter
  herbst fruehling frühling spring summer autumn januar februar april august september oktober november dezember montag freitag
  monday friday hallo hello hallowelt helloworld hi test tester testing testtest demo sample example beispiel muster temp temppass
  internet computer google facebook samsung iphone android windows microsoft linux ubuntu apple amazon whatsapp instagram youtube
  berlin hamburg muenchen münchen koeln köln frankfurt deutschland germany europa london america england bayern dortmund schalke
  arsenal chelsea liverpool barcelona madrid mercedes porsche ferrari yamaha harley corvette mustang volkswagen audi golf
  cookie pepper ginger cheese banana orange chocolate schokolade kaffee coffee freedom freiheit whatever nothing nichts trustno
  qwerty qwertz qwertyuiop qwertzuiop qwertyuiopasdfgh asdf asdfgh asdfghjkl yxcvbnm zxcvbnm azerty qazwsx qazwsxedc wsxedc
  abc abcd abcdef abcdefg abcdefgh abcdefghij alphabet qwe asd zxc yxc qweasd qweasdzxc qweasdyxc aaa aaaaaa xxx xxxxxx zzz
  access accesss security sicherheit sicher server system service support office business company firma sales marketing shop
  webshop dirigent conductor workbench werkbank manager owner inhaber chef boss team newsletter customer kunde bestellung
  god jesus jesuschrist angel engel baby babygirl mama papa mutter vater hund katze tiger lion wolf eagle falcon phoenix
  ninja samurai pirate diamond silver golden crystal thunder lightning maverick cowboy soccer hockey tennis rocky rambo
  gandalf merlin hobbit frodo aragorn snoopy mickey minnie donald garfield scooby simpson homer bond jamesbond matrix
  passw pass word pwd pw mypassword meinpasswort nopassword mypass
  `
    .split(/\s+/)
    .filter((word) => word !== ''),
)

/** Rows of keyboards and the order of letters and digits; whatever runs along them is guessed first. */
export const RUNS: readonly string[] = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'qwertzuiopü',
  'asdfghjklöä',
  'yxcvbnm',
  'zxcvbnm',
  'azertyuiop',
]
