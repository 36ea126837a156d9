// The site is a static export: any host that serves files serves it.
import createMDX from '@next/mdx';

/** @type {import('next').NextConfig} */
const config = {
  output: 'export',
  // A folder with an index.html per page: the one layout that every static host understands.
  trailingSlash: true,
  pageExtensions: ['ts', 'tsx', 'mdx'],
  reactStrictMode: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  // `npm test` type checks the whole project; the build need not do it again.
  typescript: { ignoreBuildErrors: true },
};

const withMDX = createMDX({
  // Names, not functions: the bundler runs the plugins in a process of their own.
  options: { remarkPlugins: ['remark-frontmatter', 'remark-gfm'] },
});

export default withMDX(config);
