import fs from 'fs';
import { chromium } from 'playwright';
const [,, out, login, width, lang, ...paths] = process.argv;
const b = await chromium.launch({executablePath:'/usr/bin/chromium', args:['--no-sandbox']});
const base='http://127.0.0.1:4101';
const c = await b.newContext({viewport:{width:+width,height:768}, locale: lang==='en'?'en-US':'ja-JP'});
const dir='/tmp/w/plans/style/'; const css=fs.readFileSync(dir+'main.css','utf8').replace(/@import "(.*?)";/g,(m,f)=>fs.readFileSync(dir+f,'utf8'));
const p = await c.newPage();
await p.route('**/*.css', r=>r.fulfill({contentType:'text/css',body:css}));
await p.goto(base+'/sign-in');
await p.fill('input[name=login_id]', login); await p.fill('input[name=password]','kaisei-demo-2026');
await p.click('form button[type=submit]:not([disabled])');
await p.waitForLoadState();
let i=0;
for (const path of paths) { await p.goto(base+path); const w=await p.evaluate(()=>[document.documentElement.scrollWidth, innerWidth]); console.log(path,w); await p.screenshot({path:`${out}-${i++}.png`, fullPage:true}); }
await b.close();
