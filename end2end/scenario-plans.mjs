import { chromium } from 'playwright'; import fs from 'fs';
const b = await chromium.launch({executablePath:'/usr/bin/chromium', args:['--no-sandbox']});
const base='http://127.0.0.1:4101', O='/tmp/h/shots-plans/';
const dir='/tmp/w/plans/style/'; const css=fs.readFileSync(dir+'main.css','utf8').replace(/@import "(.*?)";/g,(m,f)=>fs.readFileSync(dir+f,'utf8'));
async function as(login,width=1366){ const c=await b.newContext({viewport:{width,height:768},locale:'ja-JP',javaScriptEnabled:true}); const p=await c.newPage(); await p.route('**/*.css',r=>r.fulfill({contentType:'text/css',body:css})); await p.goto(base+'/sign-in'); await p.fill('input[name=login_id]',login); await p.fill('input[name=password]','kaisei-demo-2026'); await p.click('form button[type=submit]:not([disabled])'); await p.waitForLoadState(); return p;}
const shot=async(p,n)=>{const w=await p.evaluate(()=>[document.documentElement.scrollWidth,innerWidth]); console.log(n,p.url(),w); await p.screenshot({path:O+n+'.png',fullPage:true});};
const k=await as('kanri-somu'); const kn=await as('kanri-somu',360);
// 1 go-live alone
await k.goto(base+'/cases/SOMU-2026-003/plan'); await k.fill('input[name=go_live_on]','R9.4.5'); await k.fill('textarea[name=reason]','様式待ち'); await k.click('button[value=replan]'); await k.waitForLoadState(); await shot(k,'s1-torn');
await k.fill('textarea[name=late_reason]','様式の確定待ち'); await k.click('button[value=follow_go_live]'); await k.waitForLoadState(); await shot(k,'s2-followed');
// law moves
const o=await as('kyuyo'); await o.goto(base+'/laws/L20'); await o.click('text=内容を編集する'); await o.fill('input[name=in_force_on]','R10.7.1'); await o.fill('input[name=promulgated_on]','R10.8.1'); await o.click('form.law-form button[type=submit]'); await o.waitForLoadState(); await shot(o,'s3-lawrefused');
await o.fill('input[name=promulgated_on]',''); await o.click('form.law-form button[type=submit]'); await o.waitForLoadState(); await shot(o,'s4-law'); await o.goto(base+'/laws'); await shot(o,'s5-laws');
await k.goto(base+'/'); await shot(k,'s6-today'); await kn.goto(base+'/'); await shot(kn,'s6-today-360');
await k.goto(base+'/cases/SOMU-2026-004'); await shot(k,'s7-case'); await kn.goto(base+'/cases/SOMU-2026-004'); await shot(kn,'s7-case-360');
await k.goto(base+'/cases/SOMU-2026-004/plan'); await k.click('summary:has-text("予定への影響なし")'); await k.fill('#form-settle_law_move textarea, form:has(input[value=settle_law_move]) textarea','なし'); await k.click('form:has(input[value=settle_law_move]) button'); await k.waitForLoadState(); await shot(k,'s8-settle');
await kn.goto(base+'/cases/SOMU-2026-004/plan'); await shot(kn,'s8-plan-360');
// hold
await k.goto(base+'/cases/SOMU-2026-002/edit'); await k.click('#case-hold summary'); await k.fill('#case-hold textarea','条例案の議決待ち（12月議会）'); await k.click('#case-hold button'); await k.waitForLoadState(); await shot(k,'s9-hold'); await kn.goto(base+'/cases/SOMU-2026-002'); await shot(kn,'s9-hold-360');
await k.goto(base+'/timeline'); await shot(k,'s10-timeline'); await kn.goto(base+'/timeline'); await shot(kn,'s10-timeline-360');
await k.goto(base+'/cases/SOMU-2026-002/edit'); await k.click('#case-cancel summary'); await k.fill('#case-cancel textarea','条例案が廃案になったため'); await k.click('#case-cancel button'); await k.waitForLoadState(); await k.goto(base+'/cases/SOMU-2026-002/stages/5?system=RINJI'); await shot(k,'s11-stage-cancelled'); await k.goto(base+'/timeline'); await shot(k,'s12-timeline-cancelled');
// new
await k.goto(base+'/cases/new?law=L06b'); await k.check('input[name=systems][value=RINJI]'); await k.selectOption('select[name=section]','KYUYO').catch(()=>{}); await k.fill('input[name=go_live_on]','R10.3.31'); await k.fill('input[name=in_force_on]','R10.4.1'); await k.fill('input[name=title]','R9.12 独自の件名'); await k.click('button[value=propose]'); await k.waitForLoadState(); await shot(k,'s13-new');
await b.close();
