import { defineCollection } from "astro:content";
import { glob } from "astro/loaders";
import { z } from "astro/zod";

const post = z.object({
  title: z.string(),
  summary: z.string(),
  date: z.date(),
  author: z.string(),
  categories: z.array(z.string()),
  tags: z.array(z.string()),
  stage: z.string(),
  industry: z.string(),
});

export const collections = { posts: defineCollection({ loader: glob({ pattern: "*.md", base: "./posts" }), schema: post }) };
