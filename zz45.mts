import { readFileSync, readdirSync } from 'node:fs'
import { readSignedPdf } from '@madoguchi/pades'
const d='/work/shared/suites/signed-pdfs/'
const tsv=new Map(readFileSync(d+'pdfsig.tsv','utf8').trim().split('\n').slice(1).map(l=>{const c=l.split('\t');return [c[0],c]}))
for(const f of readdirSync(d).filter(f=>f.endsWith('.pdf'))){
  const r=readSignedPdf(new Uint8Array(readFileSync(d+f)),{anchors:[],at:new Date()})
  const c=tsv.get(f)!
  console.log(f.slice(0,60).padEnd(60),'|',(c[2]??'').replaceAll('Signature is ','').replace(/Signature has not yet been verified./g,'Nyv'),c[3],'|', r.ok? r.value.map(x=>`${x.kind}:${x.integrity.ok?'ok':x.integrity.code+(x.integrity.facts.reason?'('+x.integrity.facts.reason+')':'')+(x.integrity.facts.part?'('+x.integrity.facts.part+')':'')} later=${x.later} ${x.verdict.kind} ${x.verdict.code??''} ${x.trust?.ok===false?x.trust.code:''}`).join(' || ')||'none':r.code+' '+JSON.stringify(r.facts))
}
