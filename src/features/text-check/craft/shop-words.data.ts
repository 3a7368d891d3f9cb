/** Words of shops that the dictionaries lack, in all their forms; lower case. */
import type { Lang } from '../../../core/lang.ts'

const forms = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

export const SHOP_WORDS: Readonly<Record<Lang, ReadonlySet<string>>> = {
  de: forms(`
    polyamid polyamids elasthan elastan polycarbonat polyester copolyester neopren nubuk nubukleder trekking hoodie hoodies sneaker
    sneakers leggings softshell hardshell hardshells fleece fleecejacke merino merinowolle recycelt recycelte recyceltem recycelten
    recycelter recyceltes atmungsaktiv atmungsaktive atmungsaktiver atmungsaktives atmungsaktivem atmungsaktiven ripstop cuin lumen
    smartwatch smartwatches powerbank powerbanks bluetooth wlan usb led leds akku akkus kompatibel kompatible kompatibler
    abriebfest abriebfeste abriebfestes abriebfester abriebfestem abriebfesten bauschkraft wassersäule packmaß packmaße packbeutel
    eloxiert eloxiertes eloxiertem eloxierte eloxierter eloxierten gaskartusche trinksystem minusgrade minusgraden hüftgurt
    rauleder veloursleder tencel lyocell modal viskose jersey cordura membran onesize outdoor online shop shops newsletter
    spülmaschinenfest spülmaschinenfeste hochwertig tpu eva bpa pfc pfas uv cbd app apps display displays touchscreen
    kettlebell kettlebells yoga yogamatte boho vintage chino chinos cardigan cardigans parka parkas beanie beanies
    schnürung schnürungen kuschelig kuschelige kuscheliger kuscheliges kuscheligen grippig grippige griffig klippt klippen umschlägt
    querung querungen schwebstoff schwebstoffe schwebstoffen klettband klettbänder klettbändern schließ
  `),
  en: forms(`
    polyamide polyamides elastane polycarbonate copolyester neoprene nubuck ripstop hoodie hoodies softshell hardshell leggings
    smartwatch smartwatches powerbank bluetooth wifi usb led leds footbed footbeds midsole outsole insole insoles cuin lumens
    microfibre microfiber merino tencel lyocell modal viscose cordura fleece beanie beanies chino chinos cardigan parka
    anodised anodized breathable windproof showerproof quickdrying dishwasher bpa pfc pfas uv tpu eva app apps touchscreen
    pushchair rucksack rucksacks daypack daypacks headlamp headlamps carabiner carabiners eco online webshop newsletter grippy ferrata ferratas plasticiser plasticisers plasticizer plasticizers
  `),
}
