// The style of a page. Its hash is the page's whole policy, so nothing may be put into it.

/** Few colours, each dark enough on its ground to be read (WCAG AA), and none that says something alone. */
const LIGHT = `--ground:#fff;--box:#f6f6f4;--line:#dededa;--text:#1c1e21;--mute:#5b616b;--good:#17692f;--bad:#b3261e;--warn:#7a5200;--agent:#5a4fb0;
--keyword:#0b4fa8;--string:#17692f;--value:#7a3e9d;--ins:#e3f3e6;--del:#fbe7e5;--mark:#ffe08a;--on-mark:#3d2c00`;
const DARK = `--ground:#16181b;--box:#1e2125;--line:#363a40;--text:#e3e5e8;--mute:#a2a8b1;--good:#63c97c;--bad:#ff8a80;--warn:#e3b04b;--agent:#a9a0f5;
--keyword:#82b4ff;--string:#63c97c;--value:#d3a3ee;--ins:#16311d;--del:#3b1c1a;--mark:#e3b04b;--on-mark:#1c1e21`;

export const STYLES = `
:root{color-scheme:light dark;${LIGHT}}
@media screen and (prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{max-width:62rem;margin:0 auto;padding:2.5rem 1.5rem 4rem;background:var(--ground);color:var(--text);
font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;overflow-wrap:anywhere}
h1,h2,h3,p,dl,ol,ul,pre{margin:0;padding:0}
h1{font-size:1.9rem;line-height:1.2;letter-spacing:-.01em}
h2{font-size:1.25rem;margin:3.25rem 0 1rem;padding-bottom:.4rem;border-bottom:1px solid var(--line)}
h3{font-size:1.05rem;margin-bottom:.75rem}
a{color:var(--keyword);text-underline-offset:.15em}
:focus-visible{outline:2px solid var(--keyword);outline-offset:2px;border-radius:3px}
#what-happened:focus{outline:none}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:1rem;z-index:1;padding:.5rem 1rem;background:var(--ground)}
i{font-style:normal}
.mute,.word,.kicker,.t,.d,.legend,.gap,footer{color:var(--mute)}
.kicker,.legend,.gap,.note,footer,dl,.steps,.totals,table,.journal{font-size:.9rem}
.kicker,.t,.n,.d,.totals b,.count b{font-variant-numeric:tabular-nums}
.kicker{margin-bottom:.35rem}
.word{font-weight:400;font-size:.9rem}
.good>i,h3>i,.verdict strong{font-weight:700}
.good>h3>i,.verdict.good strong,.journal.good i{color:var(--good)}
.bad>h3>i,.verdict.bad strong,.journal.bad strong{color:var(--bad)}
.warn>h3>i,.verdict.warn strong,.journal.warn i{color:var(--warn)}
.verdict{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;align-items:baseline;margin:.9rem 0 1.5rem}
.verdict strong{font-size:1.15rem}
.journal{margin-top:1rem}
.journal.bad{padding:.75rem 1rem;border:2px solid var(--bad);border-radius:8px}
dl>div,.steps li,.note{display:grid;grid-template-columns:6.75rem minmax(0,1fr);gap:0 1rem;margin-bottom:.2rem}
header dl{columns:2;column-gap:2.5rem}
header dl>div{break-inside:avoid}
dt{grid-column:1;color:var(--mute)}
dd{grid-column:2;margin:0}
details{margin-top:.9rem}
summary{cursor:pointer;font-size:.9rem;width:fit-content}
table{border-collapse:collapse;margin-top:.5rem;width:100%;table-layout:fixed}
th,td{padding:.25rem .75rem .25rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);font-weight:400}
thead th{color:var(--mute)}th:first-child{width:11rem}
.totals{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.75rem;margin-bottom:1.25rem}
.totals b{font-weight:600;margin-left:.25rem}
svg{display:block;overflow:visible}
.key{display:inline-block;vertical-align:-3px;margin-right:.35rem;color:var(--good)}
.rows{position:relative;padding-top:1.75rem}
.axis{position:absolute;top:0;left:10.25rem;width:calc(100% - 25.25rem);height:100%}
.axis line{stroke:var(--line)}.axis .pause,.key .pause{stroke:var(--text);stroke-width:2;stroke-dasharray:3 3}.axis text{fill:var(--mute);font-size:.75rem}
.rows ol{list-style:none;position:relative}
.rows a{display:grid;grid-template-columns:1.25rem 8rem minmax(0,1fr) 14.5rem;gap:0 .5rem;align-items:center;min-height:1.6rem;
color:inherit;text-decoration:none;font-size:.9rem;border-radius:4px}
.rows a:hover{background:var(--box)}
.rows a:hover .n{text-decoration:underline}
.rows i{font-weight:700;text-align:center}
.rows .n{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.rows .d{font-size:.8rem;padding-left:.5rem}
.rows .good i,.rows .good svg{color:var(--good)}.rows .bad i,.rows .bad svg{color:var(--bad)}
.rows .warn i,.rows .warn svg{color:var(--warn)}.rows .mute i{color:var(--mute)}
.rows .turn .n{font-weight:600}.rows .turn{margin-top:.35rem}
.ran{fill:currentColor;stroke:currentColor;stroke-width:1.5}
.waited{fill:var(--ground);stroke:var(--mute);stroke-width:1.25}
.thought{fill:var(--agent);stroke:var(--agent);stroke-width:1}
article{margin:1.5rem 0;padding:1.1rem 1.25rem 1.25rem;border:1px solid var(--line);border-left:4px solid var(--line);border-radius:8px;scroll-margin-top:1rem}
article.good{border-left-color:var(--good)}article.bad{border-left-color:var(--bad)}article.warn{border-left-color:var(--warn)}
section[id]{scroll-margin-top:1rem}
article:target{box-shadow:0 0 0 2px var(--keyword)}
article dl{margin-top:.9rem}
pre{white-space:pre-wrap;word-break:break-all;tab-size:4;background:var(--box);border-radius:6px;padding:.7rem .9rem;
font:.84rem/1.55 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
pre code{font:inherit}
.code{counter-reset:line}
.code>code>span{display:block;position:relative;padding-left:3.4em;min-height:1.55em}
.code>code>span::before{counter-increment:line;content:counter(line);position:absolute;left:0;width:2.4em;text-align:right;color:var(--mute)}
.rest>code>span::before{content:"⋮"}
.c{color:var(--mute)}.s{color:var(--string)}.k{color:var(--keyword)}.v{color:var(--value)}
mark{background:var(--mark);color:var(--on-mark);border-radius:2px}
.diff>code>span{display:block;min-height:1.55em;padding-left:3.4em;position:relative}
.diff b{position:absolute;left:0;width:2.4em;text-align:right;font-weight:400;color:var(--mute)}
.ins,ins{background:var(--ins)}.del,del{background:var(--del)}
ins,del{text-decoration:none;padding:.05rem .4rem;border-radius:3px;color:var(--text)}
.legend{margin:.4rem 0}
.gap{margin:.4rem 0;font-style:italic}
.output pre{margin-top:.5rem}
.steps{list-style:none;margin-top:.9rem}
.steps b{font-weight:600}
.note{margin:1rem 0}
.said{white-space:pre-wrap;margin:1.25rem 0;max-width:46rem}
footer{margin-top:3.5rem;padding-top:1rem;border-top:1px solid var(--line)}
@media (max-width:44rem){
body{padding:1.5rem 1rem 3rem}
h1{font-size:1.5rem}
header dl{columns:1}
dl>div,.steps li,.note{grid-template-columns:5.25rem minmax(0,1fr);gap:0 .75rem}
.axis{left:0;width:100%}
.rows a{grid-template-columns:1.25rem minmax(0,8.5rem) minmax(0,1fr);padding:.35rem 0}
.rows svg,.rows a>span:empty{grid-row:2;grid-column:1/-1}
.rows .d{text-align:right}
article{padding:.9rem}
.code>code>span,.diff>code>span{padding-left:2.6em}
.code>code>span::before,.diff b{width:1.8em}
}
@media print{
body{max-width:none;padding:0;font-size:10pt}
.skip{display:none}
details::details-content{display:block;content-visibility:visible;block-size:auto}
h2,h3,.legend{break-after:avoid}
.rows li,dl>div,.steps li{break-inside:avoid}
pre,.ins,.del,mark,ins,del,.ran,.waited,.thought{print-color-adjust:exact;-webkit-print-color-adjust:exact}
a{color:inherit}
}
`;
