// Only where the site is served to its writers: loads the page again after an edit, and shows what stops it.

const notice = document.createElement("pre");
notice.setAttribute("role", "alert");
// Written so because the page's policy allows no style in its markup.
notice.style.cssText =
  "position:fixed;inset:0;z-index:9999;margin:0;padding:1.5rem;overflow:auto;white-space:pre-wrap;font-size:1rem;" +
  "background:#fff8f6;color:#5c1010;";

let seen;
const changes = new EventSource(new URL("live", import.meta.url));
changes.addEventListener("message", ({ data }) => {
  const { reading, problems } = JSON.parse(data);
  if (problems) {
    notice.textContent = `${problems}\n\nThe site is shown again once this is mended.`;
    document.body.append(notice);
  } else if (seen !== undefined && seen !== reading) {
    location.reload();
  } else {
    notice.remove();
  }
  seen ??= problems ? null : reading;
});
