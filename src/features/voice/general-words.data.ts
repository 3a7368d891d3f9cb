/** Words any text has, folded: small letters without umlauts. What is frequent among them says nothing of a shop. */
import type { Lang } from '../../core/lang.ts'

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

export const GENERAL_WORDS: Readonly<Record<Lang, ReadonlySet<string>>> = {
  de: words(`
    aber alle allem allen aller alles also andere anderen anderer auch bald beim beide beiden bereits besonders bietet bleibt bleiben bringt dabei dadurch dafur damit danach dann daran daraus
    darf darin daruber dass dazu deine deinem deinen deiner denn dein dich diese diesem diesen dieser dieses dort durch eben eigene eigenen eine einem einen einer eines einfach einmal erst
    etwa etwas euch eure fast fur ganz geht genau gibt gleich groß große großen grosse grossen gute guten guter gutes haben halt hast hatte hier hinter ihre ihrem ihren ihrer ihnen immer jede
    jedem jeden jeder jedes jetzt kann kannst kein keine keinen kleine kleinen kommt kommen konnen lange langen lasst leicht machen macht mehr meist mich mochte muss nach neben nicht nichts
    noch nun nur oben oder ohne passt schon sehr seine seinem seinen seiner sein seit selbst sich sind sogar soll sollte sonst sorgt sowie tragt uber unser unsere unserem unseren unserer
    unten unter viel viele vielen vom von vor wann ware warum weil welche welcher wenn werden wird wieder wir wirkt wurde zeit zudem zum zur zwei zwischen`),
  en: words(`
    about above after again all almost also always another any are around back because been before being below best between both bring brings but can come comes could does down each easy
    ensure even ever every find first for from full gives good great has have here high into its just keep keeps know large like little long look made make makes many more most much must
    need never next not now off often one only other our out over own part perfect place put really same see set should side simple since small some still such sure take than that the their
    them then there these they thing this those through time too two under until upon use used using very want was way well were what when where which while who will with within without
    work would you your`),
}
