export default { layout: "post.njk", tags: "posts", permalink: (data) => `/${data.page.fileSlug}/` };
