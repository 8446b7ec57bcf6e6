import rss from "@11ty/eleventy-plugin-rss";
import syntaxHighlight from "@11ty/eleventy-plugin-syntaxhighlight";
import footnote from "markdown-it-footnote";

const PER_PAGE = 20;

export default function (config) {
  config.addPlugin(rss);
  config.addPlugin(syntaxHighlight);
  config.amendLibrary("md", (markdown) => markdown.set({ linkify: true, typographer: true }).use(footnote));
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addFilter("minutes", (html) => Math.ceil(html.split(/\s+/).length / 220));

  const newestFirst = (api) => [...api.getFilteredByTag("posts")].reverse();
  const grouped = (posts, keys) => {
    const found = new Map();
    for (const post of posts) {
      for (const key of keys(post)) {
        if (!found.has(key)) found.set(key, []);
        found.get(key).push(post);
      }
    }
    return [...found].map(([name, posts]) => ({ name, posts }));
  };
  const byYear = (api) => grouped(newestFirst(api), (post) => [post.date.getUTCFullYear()]);
  const byTag = (api) => grouped(newestFirst(api), (post) => post.data.tags.filter((tag) => tag !== "posts"));

  config.addCollection("newest", newestFirst);
  config.addCollection("byYear", byYear);
  config.addCollection("byTag", byTag);
  // Pagination takes one list, so the pages of all tags stand in one.
  config.addCollection("tagPages", (api) =>
    byTag(api).flatMap(({ name, posts }) =>
      Array.from({ length: Math.ceil(posts.length / PER_PAGE) }, (_, number) => ({
        name,
        number,
        posts: posts.slice(number * PER_PAGE, (number + 1) * PER_PAGE),
        last: (number + 1) * PER_PAGE >= posts.length,
      })),
    ),
  );
  return { markdownTemplateEngine: false, htmlTemplateEngine: "njk" };
}
