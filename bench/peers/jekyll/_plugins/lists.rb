# frozen_string_literal: true

# Lists of ten: of all posts, and of each tag, category and author, which Jekyll does not make by itself.
module Measured
  class Lists < Jekyll::Generator
    def generate(site)
      newest = site.posts.docs.reverse
      site.config["sections"] = newest.map { |post| post.data["categories"].first }.uniq.sort
      tens(site, "/", "Measured", newest)
      terms(site, "tags", newest) { |post| post.data["tags"] }
      terms(site, "categories", newest) { |post| post.data["categories"] }
      terms(site, "authors", newest) { |post| [post.data["author"]] }
    end

    def terms(site, folder, posts)
      grouped = Hash.new { |all, name| all[name] = [] }
      posts.each { |post| yield(post).each { |name| grouped[name] << post } }
      grouped.each { |name, own| tens(site, "/#{folder}/#{Jekyll::Utils.slugify(name)}/", name, own) }
    end

    def tens(site, base, name, posts)
      slices = posts.each_slice(10).to_a
      slices.each_with_index do |slice, index|
        folder = index.zero? ? base : "#{base}page/#{index + 1}/"
        page = Jekyll::PageWithoutAFile.new(site, site.source, folder, "index.html")
        page.content = ""
        page.data.merge!("layout" => "ten", "title" => name, "base" => base, "number" => index + 1,
                         "last" => slices.size, "shown" => slice)
        site.pages << page
      end
    end
  end
end
