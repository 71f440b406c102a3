/** The look of the built-in pages, in light and dark. Contrasts are those of WCAG 2.2 AA and better. */
export const builtInStyle = `
:root{color-scheme:light dark;--page:#f3f4f6;--card:#fff;--ink:#111827;--soft:#4b5563;--line:#6b7280;--accent:#1d4ed8;--on-accent:#fff;--good:#166534;--good-soft:#dcfce7;--bad:#991b1b;--bad-soft:#fee2e2;--plain-soft:#dbeafe}
@media (prefers-color-scheme:dark){:root{--page:#0b1120;--card:#1e293b;--ink:#f8fafc;--soft:#cbd5e1;--line:#94a3b8;--accent:#93c5fd;--on-accent:#0b1120;--good:#bbf7d0;--good-soft:#14532d;--bad:#fecaca;--bad-soft:#7f1d1d;--plain-soft:#1e3a8a}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:16px;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif}
main{width:100%;max-width:420px;padding:32px 28px;background:var(--card);border-radius:16px;box-shadow:0 1px 3px rgb(0 0 0/.12),0 8px 24px rgb(0 0 0/.08)}
.app{margin:0 0 20px;color:var(--soft);font-weight:600;overflow-wrap:anywhere}
.icon{display:block;width:48px;height:48px;padding:10px;margin:0 0 16px;border-radius:50%;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.good{color:var(--good);background:var(--good-soft)}
.bad{color:var(--bad);background:var(--bad-soft)}
.plain{color:var(--accent);background:var(--plain-soft)}
h1{margin:0 0 8px;font-size:24px;line-height:1.25}
p{margin:0;color:var(--soft)}
form{margin-top:24px}
label{display:block;margin:0 0 6px;font-weight:600}
input:not([type=hidden]){display:block;width:100%;min-height:48px;margin:0 0 16px;padding:10px 12px;border:1px solid var(--line);border-radius:10px;background:var(--card);color:var(--ink);font:inherit}
input[aria-invalid=true]{border:2px solid var(--bad)}
button{width:100%;min-height:48px;margin-top:8px;padding:10px 16px;border:0;border-radius:10px;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;cursor:pointer}
button:hover{filter:brightness(1.1)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.error{margin:20px 0 0;padding:12px 14px;border-radius:10px;background:var(--bad-soft);color:var(--bad);font-weight:600}
`;
