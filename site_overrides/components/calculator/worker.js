// The calculators' worker: MicroPython with their Python core, off the page's thread.
//
// The build publishes one file (macros/bundle.py): MicroPython's own script, which defines `loadMicroPython`, then this
// one, then a call of `serve` that brings the core along. Text alone crosses into Python: integers would be cut to
// 32 bits on the way.

const HEAP_BYTES = 4 * 1024 * 1024;

// `files` are the Python files by path, and `rest` names a file with those that few readers need. The first message is
// the WebAssembly program as a Blob. Each one after it asks a function of calculators.forms, as { name, texts }, and is
// answered in turn: { text }, or { error } if that cannot be.
function serve({ files, rest }) {
  let last; // a promise that the messages so far are answered
  let core;
  let complete = false;

  async function start(program) {
    core = await startPython(program, files);
  }

  async function answer({ name, texts }) {
    try {
      return core.forms[name](...texts);
    } catch (error) {
      if (error.type !== "ImportError" || complete) throw error;
      write(core.python, await fetchJson(new URL(rest, import.meta.url)));
      complete = true;
      return core.forms[name](...texts);
    }
  }

  addEventListener("message", ({ data }) => {
    if (!last) {
      last = start(data);
      return;
    }
    last = last
      .then(() => answer(data))
      .then((text) => postMessage({ text }), (error) => postMessage({ error: String(error) }))
      .then(() => core.collect());
  });
}

async function startPython(program, files) {
  const silent = () => {};
  const { fetch } = globalThis;
  globalThis.fetch = async () => new Response(program); // what MicroPython asks for is here already
  const python = await loadMicroPython({ heapsize: HEAP_BYTES, stdout: silent, stderr: silent });
  globalThis.fetch = fetch;
  write(python, files);
  const garbage = python.pyimport("gc");
  garbage.threshold(-1); // left alone, it is collected before each answer is given
  return { python, forms: python.pyimport("calculators.forms"), collect: garbage.collect };
}

function write(python, files) {
  for (const [path, program] of Object.entries(files)) {
    const file = `/lib/${path}`;
    python.FS.mkdirTree(file.slice(0, file.lastIndexOf("/")));
    python.FS.writeFile(file, program);
  }
}

async function fetchJson(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}
