import {
  type DocumentView,
  limitsOf,
  nameOfRef,
  type OperationView,
  type SchemaView,
  typeOf,
  viewOf,
} from './document-view.ts';

/** In the page itself: it loads nothing. Light and dark follow the reader's system. */
export const docsStyle = `:root{color-scheme:light dark;--line:light-dark(#d0d4da,#3a3f47);--soft:light-dark(#f4f5f7,#1d2026);--text:light-dark(#1a1d21,#e4e6ea);--page:light-dark(#fff,#14161a);--link:light-dark(#0b57d0,#8ab4f8)}
*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--text);font:16px/1.5 system-ui,sans-serif}
a{color:var(--link)}main{max-width:72rem;margin:0 auto;padding:1.5rem}nav ul{columns:16rem;padding-left:1.2rem}
h2{margin-top:3rem;border-bottom:1px solid var(--line)}details{border:1px solid var(--line);border-radius:6px;margin:.5rem 0;background:var(--page)}
summary{padding:.5rem .75rem;cursor:pointer;background:var(--soft);border-radius:6px;overflow-wrap:anywhere}details>div{padding:.25rem .75rem .75rem;overflow-x:auto}
code,pre{font-family:ui-monospace,monospace;font-size:.9em}pre{background:var(--soft);padding:.75rem;overflow-x:auto}
.method{display:inline-block;min-width:4.5rem;font-weight:600;text-transform:uppercase}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid var(--line)}th{font-weight:600}`;

const anything: SchemaView = { required: [], properties: {} };

/** The whole reference as one page of HTML without script, made of an OpenAPI document. */
export function docsPage(document: unknown): string {
  const view = viewOf(document);
  const { info, tags } = view;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(info.title)} API</title>
<style>${docsStyle}</style>
</head>
<body>
<main>
<h1>${escapeHtml(info.title)} API</h1>
<p>Version ${escapeHtml(info.version)} · <a href="openapi.json">openapi.json</a></p>
${paragraphs(info.description)}
<nav aria-label="Chapters"><ul>
${tags.map(({ name }) => `<li><a href="#${escapeHtml(name)}">${escapeHtml(name)}</a></li>`).join('\n')}
<li><a href="#schemas">schemas</a></li>
</ul></nav>
${tags.map(tag => chapter(view, tag)).join('\n')}
<section id="schemas">
<h2>Schemas</h2>
${Object.entries(view.schemas)
  .map(([name, schema]) => schemaBlock(name, schema))
  .join('\n')}
</section>
</main>
</body>
</html>
`;
}

function chapter(view: DocumentView, tag: { readonly name: string; readonly description: string }): string {
  const operations = view.operations.filter(({ tags }) => tags.includes(tag.name));
  return `<section id="${escapeHtml(tag.name)}">
<h2>${escapeHtml(tag.name)}</h2>
${paragraphs(tag.description)}
${operations.map(operation => operationBlock(view, operation)).join('\n')}
</section>`;
}

function operationBlock(view: DocumentView, operation: OperationView): string {
  const { method, path, operationId, summary, description, parameters } = operation;
  return `<details id="${escapeHtml(operationId)}">
<summary><span class="method">${escapeHtml(method)}</span> <code>${escapeHtml(path)}</code> ${escapeHtml(summary)}</summary>
<div>
${paragraphs(description ?? '')}
<p>${whoMay(operation)} Operation <code>${escapeHtml(operationId)}</code>.</p>
${parameters.length === 0 ? '' : parametersTable(parameters)}
${bodyBlock(operation)}
${responsesTable(view, operation)}
</div>
</details>`;
}

function whoMay(operation: OperationView): string {
  if (operation.security.length === 0) return 'Open to everybody.';
  const roles = (operation['x-roles'] ?? []).map(role => `<code>${escapeHtml(role)}</code>`).join(', ');
  const bound = {
    param: ' Whoever is bound to a tenant: of that tenant.',
    narrowed: ' Whoever is bound to a tenant sees and touches only its own.',
    never: ' Not for whoever is bound to a tenant.',
  };
  const key = operation['x-tenant-bound'];
  const limits = key === 'param' || key === 'narrowed' || key === 'never' ? bound[key] : '';
  return `For ${roles || 'nobody'}.${limits}`;
}

function parametersTable(parameters: OperationView['parameters']): string {
  const rows = parameters.map(({ name, in: place, required, description, schema }) =>
    row(
      `<code>${escapeHtml(name)}</code>`,
      place,
      type(schema),
      required ? 'yes' : '',
      words(description ?? schema.description, schema),
    ),
  );
  return table('Parameters', ['name', 'in', 'type', 'required', 'what it says'], rows);
}

function bodyBlock({ requestBody }: OperationView): string {
  if (requestBody === undefined) return '';
  const parts = Object.entries(requestBody.content).map(([media, { schema = anything, example }]) => {
    const shown = typeof example === 'string' ? example : JSON.stringify(example, null, 2);
    const sample = example === undefined ? '' : `<pre>${escapeHtml(shown)}</pre>`;
    return `<p><code>${escapeHtml(media)}</code>: ${type(schema)}</p>${fieldsTable(schema)}${sample}`;
  });
  return `<h3>Body</h3>${paragraphs(requestBody.description ?? '')}${parts.join('')}`;
}

function responsesTable(view: DocumentView, { responses }: OperationView): string {
  const rows = Object.entries(responses).map(([status, response]) => {
    const { description, content } = (response.$ref && view.responses[nameOfRef(response.$ref)]) || response;
    const bodies = Object.entries(content).map(
      ([media, { schema = anything }]) => `<code>${escapeHtml(media)}</code> ${type(schema)}`,
    );
    return row(escapeHtml(status), inline(description), bodies.join('<br>'));
  });
  return table('Answers', ['status', 'meaning', 'body'], rows);
}

function schemaBlock(name: string, schema: SchemaView): string {
  return `<details id="schema-${escapeHtml(name)}">
<summary><code>${escapeHtml(name)}</code> ${inline(schema.description ?? '')}</summary>
<div><p>${type(schema)}</p>${fieldsTable(schema)}</div>
</details>`;
}

function fieldsTable(schema: SchemaView): string {
  const rows = Object.entries(schema.properties).map(([name, field]) =>
    row(
      `<code>${escapeHtml(name)}</code>`,
      type(field),
      schema.required.includes(name) ? 'yes' : '',
      words(field.description, field),
    ),
  );
  return rows.length === 0 ? '' : table('Fields', ['name', 'type', 'required', 'what it says'], rows);
}

function words(description: string | undefined, schema: SchemaView): string {
  return [description === undefined ? '' : inline(description), escapeHtml(limitsOf(schema).join(', '))]
    .filter(text => text !== '')
    .join('; ');
}

function type(schema: SchemaView): string {
  // Names are put in as links after the rest was escaped; no name has a character that escaping would change.
  return escapeHtml(typeOf(schema, name => `\u0001${name}\u0002`)).replaceAll(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they mark what no document contains.
    /\u0001([\w.-]+)\u0002/g,
    '<a href="#schema-$1">$1</a>',
  );
}

function table(caption: string, heads: readonly string[], rows: readonly string[]): string {
  const head = heads.map(text => `<th scope="col">${text}</th>`).join('');
  return `<h3>${caption}</h3><table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function row(...cells: readonly string[]): string {
  return `<tr>${cells.map(cell => `<td>${cell}</td>`).join('')}</tr>`;
}

function paragraphs(text: string): string {
  return text
    .split('\n\n')
    .filter(part => part !== '')
    .map(part => `<p>${inline(part)}</p>`)
    .join('');
}

/** Text with `code` in it. */
function inline(text: string): string {
  return escapeHtml(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
