/**
 * The look of the page (docs of the house: warm greys, petrol only for what can be acted on, 4-pixel grid, 36-pixel
 * rows). Both themes define every colour the charts name.
 */
import { OKABE_ITO } from '../chart/theme.ts'

const groups = OKABE_ITO.map((color, index) => `--g${index + 1}:${color}`).join(';')

const LIGHT = `--ground:#F8F6F3;--surface:#FFFFFF;--line:#E3DED7;--ink:#1F1D1A;--muted:#645E56;--accent:#0B6E6E;--grid:#E8E4DD;--bar:#4A453E;--comparison:#ADA599;--band:#DCD7CF;--c-good:#0072B2;--c-bad:#D55E00;--good:#005A8F;--bad:#A03A00;--bad-ground:#FBEFE6;--heat:#0072B2;${groups}`
const DARK = `--ground:#171614;--surface:#1F1D1B;--line:#39352F;--ink:#EDEAE4;--muted:#A9A299;--accent:#4FB8B0;--grid:#35312C;--bar:#CBC5BA;--comparison:#7F786D;--band:#46413A;--c-good:#56B4E9;--c-bad:#E5752B;--good:#7CC4F0;--bad:#F2A06B;--bad-ground:#33241A;--heat:#56B4E9`

const BASE = `
*{box-sizing:border-box}
html{font:400 14px/1.5 "Inter Variable",Inter,system-ui,-apple-system,"Segoe UI",sans-serif;color:var(--ink);background:var(--ground);-webkit-text-size-adjust:100%;scroll-padding-top:16px}
body{margin:0;overflow-wrap:anywhere}
h1,h2,h3,h4,p,ol,ul,dl,dd,figure,pre{margin:0;padding:0}
h1{font-size:28px;line-height:36px;font-weight:650;letter-spacing:-.01em}
h2{font-size:20px;line-height:28px;font-weight:650}
h3{font-size:16px;line-height:24px;font-weight:650}
h4,caption{font-size:14px;line-height:20px;font-weight:600}
p{max-width:72ch}
a{color:var(--accent);text-underline-offset:2px}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
svg{display:block;max-width:100%;height:auto}
.muted{color:var(--muted)}
.small{font-size:13px;line-height:20px}
.good{color:var(--good)}.bad{color:var(--bad)}.neutral{color:var(--muted)}
.skip{position:absolute;left:-999px}.skip:focus{left:16px;top:8px;padding:8px 12px;background:var(--surface);z-index:9}
.num,.tile strong,.tile td,.stake,.basis dd{font-variant-numeric:tabular-nums}
.narrow{display:none}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}`

const LAYOUT = `
.page{max-width:1280px;margin:0 auto;padding:0 24px 64px}
.top{display:flex;flex-wrap:wrap;align-items:center;gap:8px 24px;min-height:56px;padding:12px 0;border-bottom:1px solid var(--line);font-size:13px}
.brand{display:flex;align-items:center;gap:8px;font-weight:600}
.top .links{display:flex;flex-wrap:wrap;gap:4px 16px;margin-left:auto}
.lead{padding:32px 0 8px}
.lead p{margin-top:4px}
.columns{display:grid;grid-template-columns:minmax(0,1fr)}
.toc{overflow-x:auto;padding:8px 0;font-size:13px}
.toc h2{display:none}
.toc ol{display:flex;gap:0 16px;list-style:none}
.toc a{display:block;padding:8px 0;white-space:nowrap;text-decoration:none}
.toc a:hover{text-decoration:underline}
main>section{padding-top:40px}
main>section>h2{padding-bottom:8px;border-bottom:1px solid var(--line);margin-bottom:16px}
@media (min-width:1100px){
.columns{grid-template-columns:200px minmax(0,1fr);gap:40px}
.toc{position:sticky;top:0;max-height:100vh;overflow:auto;padding:44px 0 24px;align-self:start}
.toc h2{display:block;font-size:12px;line-height:16px;font-weight:500;color:var(--muted);padding-bottom:4px}
.toc ol{display:block}
.toc a{white-space:normal;padding:4px 0;line-height:20px}
}`

const PARTS = `
.alert{margin-top:16px;padding:12px 16px;background:var(--bad-ground);border-left:3px solid var(--bad);border-radius:4px}
.alert h2{font-size:14px;line-height:20px;color:var(--bad)}
.alert ul{list-style:none}
.tiles{display:grid;grid-template-columns:repeat(var(--tiles),minmax(0,1fr));gap:12px}
.tile{background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:12px;display:flex;flex-direction:column}
.tile h3{font-size:13px;line-height:20px;font-weight:500;color:var(--muted)}
.tile strong{font-size:28px;line-height:36px;font-weight:650;letter-spacing:-.01em}
.tile strong.gap{font-size:16px;font-weight:500;color:var(--muted)}
.tile svg{width:100%;margin-top:8px}
.tile table{margin-top:auto;width:100%;border-collapse:collapse;font-size:12px;line-height:16px}
.tile td,.tile th{padding:2px 0;font-weight:400;text-align:left;vertical-align:top}
.tile th{color:var(--muted);padding-left:8px}
.tile td{white-space:nowrap;width:1%;text-align:right;font-weight:500}
.tile>p{margin-bottom:8px}
.findings{list-style:none}
.finding{display:grid;grid-template-columns:28px minmax(0,1fr);padding:24px 0;border-bottom:1px solid var(--line)}
.finding:first-child{padding-top:8px}
.finding>.rank{font-size:16px;line-height:24px;color:var(--muted)}
.finding header{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 24px}
.finding header h3{flex:1 1 320px;max-width:64ch}
.stake{font-size:16px;line-height:24px;font-weight:650;white-space:nowrap}
.meta{display:flex;flex-wrap:wrap;gap:0 12px;font-size:13px;line-height:20px;margin-top:8px;color:var(--muted)}
.meta b{font-weight:600;color:var(--ink)}
.tag{display:inline-flex;vertical-align:middle;align-items:center;gap:4px;font-size:12px;line-height:16px;font-weight:500}
.finding .body{margin-top:4px}
.evidence{margin-top:8px}
.evidence a{display:inline-block;line-height:24px}
.next{margin-top:12px}
.next h4{font-size:13px;font-weight:500;color:var(--muted)}
.next li{list-style:none;padding-left:18px;position:relative}
.next li::before{content:"";position:absolute;left:3px;top:7px;width:6px;height:6px;border:solid var(--muted);border-width:1.5px 1.5px 0 0;transform:rotate(45deg)}
figure{margin-top:20px}
figcaption{font-weight:600;max-width:64ch;margin-bottom:8px}
.scroll{overflow:auto;margin-top:20px;background:var(--surface);border:1px solid var(--line);border-radius:8px}

.tall{max-height:500px}
table.data{border-collapse:separate;border-spacing:0;width:100%;font-size:13px}
table.data caption{text-align:left;padding:12px 12px 4px}
table.data caption.sr{padding:0}
table.data caption span{display:block;font-weight:400;font-size:13px;color:var(--muted)}
table.data th,table.data td{height:36px;padding:6px 12px;text-align:left;border-top:1px solid var(--line);font-weight:400;line-height:20px;vertical-align:middle}
table.data thead th{position:sticky;top:0;background:var(--surface);color:var(--muted);font-size:12px;font-weight:500;border-top:0;border-bottom:1px solid var(--line);vertical-align:bottom}
table.data tbody tr:first-child>*{border-top:0}
table.data .num{text-align:right;white-space:nowrap}
table.data thead .num{white-space:normal;min-width:9ch}
table.data .day{white-space:nowrap}
table.data th,table.data td{overflow-wrap:break-word}
table.data .long{min-width:14ch;max-width:44ch}
table.data tbody .long span{display:block;color:var(--muted)}
table.data tbody .long .tag{display:inline-flex;vertical-align:middle;color:inherit}table.data tbody .long .tag.bad{color:var(--bad)}table.data tbody .long .tag.neutral{color:var(--muted)}
table.data.dense th,table.data.dense td{height:28px;padding:2px 12px;font-size:12px}
details{font-size:13px}
summary{cursor:pointer;color:var(--accent);width:fit-content;line-height:24px}
details:target>summary{outline:2px solid var(--accent);outline-offset:4px;border-radius:2px}
pre{overflow:auto;padding:12px;background:var(--surface);border:1px solid var(--line);border-radius:4px;font:12px/18px ui-monospace,"SF Mono",Menlo,Consolas,monospace;margin-top:8px}
.params{display:flex;flex-wrap:wrap;gap:0 16px;margin-top:8px}
.params dt{color:var(--muted)}.params div{display:flex;gap:6px}
.notice{padding:12px 16px;margin-top:16px;border:1px dashed var(--line);border-radius:8px;background:var(--surface)}
.basis{display:flex;flex-wrap:wrap;gap:8px 32px}
.basis dt{font-size:12px;line-height:16px;color:var(--muted)}
.basis dd{font-size:16px;line-height:24px;font-weight:600}
footer{margin-top:48px;padding-top:16px;border-top:1px solid var(--line);font-size:12px;color:var(--muted)}
@media (max-width:1000px){.tiles{grid-template-columns:repeat(auto-fill,minmax(200px,1fr))}}
@media (min-width:1100px){.finding .body.pair{display:grid;grid-template-columns:minmax(0,1fr) 520px;gap:0 32px;align-items:start}.finding .pair figure{margin-top:0}}
@media (max-width:640px){
.tiles{grid-template-columns:minmax(0,1fr)}
.page{padding:0 16px 48px}
.wide{display:none}.narrow{display:block}
.top .links{margin-left:0}
.lead{padding-top:24px}
h1{font-size:20px;line-height:28px}
.tile .spark{display:none}
.finding{grid-template-columns:minmax(0,1fr)}
.finding>.rank{display:none}
table.data th,table.data td{padding:6px 12px}
}
@media (prefers-reduced-motion:no-preference){a,summary{transition:color .12s}}`

const PRINT = `
@page{size:A4;margin:16mm 14mm}
@media print{
:root{${LIGHT};--ground:#FFFFFF}
html{font-size:12px;background:none}
.page{padding:0;max-width:none}.columns{display:block}
.toc,.skip,.top .links,details{display:none}
.narrow{display:none}.wide{display:block}
.scroll,.tall{max-height:none;overflow:visible;border:0}
table.data thead th{position:static}
table.data th,table.data td{height:auto;padding:3px 6px;font-size:11px;line-height:16px}
table.data .num{white-space:normal}
table.data .long{min-width:0}
.tile,figure,.finding header,tr{break-inside:avoid}
h2,h3,figcaption,caption{break-after:avoid}
}`

/** The whole style sheet, without the font. */
export const PAGE_STYLE =
  `:root{color-scheme:light dark;${LIGHT}}@media (prefers-color-scheme:dark){:root{${DARK}}}${BASE}${LAYOUT}${PARTS}${PRINT}`.replace(
    /\n/g,
    '',
  )
