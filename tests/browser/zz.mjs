import { chromium } from 'playwright-core';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
const root=process.env.R||'/tmp/sm';
const types={'.html':'text/html','.css':'text/css','.js':'text/javascript','.svg':'image/svg+xml'};
const s=createServer(async(q,r)=>{let p=decodeURI(q.url.split('?')[0]); if(p.endsWith('/'))p+='index.html'; try{const b=await readFile(root+p);r.setHeader('content-type',types[p.slice(p.lastIndexOf('.'))]||'application/octet-stream');r.end(b)}catch{r.statusCode=404;r.end()}}).listen(0);
await new Promise(r=>s.on('listening',r));
const port=s.address().port;
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--disable-gpu']});
const [,,width,scheme,out,...paths]=process.argv;
const c=await b.newContext({viewport:{width:+width,height:900},colorScheme:scheme});
const t=await c.newPage();
let i=0;
for(const p of paths){await t.goto(`http://127.0.0.1:${port}/`+p);
 const h=await t.evaluate(()=>document.documentElement.scrollHeight);
 await t.screenshot({path:`/tmp/${out}-${i++}.png`,fullPage:true,clip:{x:0,y:+(process.env.Y||0),width:+width,height:Math.min(h-(+(process.env.Y||0)),+(process.env.H||1800))}});
 console.log(p,h)}
await b.close();s.close();
