SELECT json_build_object('navigation', json_agg(json_build_object(
         'id', pg_temp.id('Category', root.id), 'name', root.name, 'slug', root.slug, 'subcategories', below.list)
         ORDER BY root.position, root.name))
FROM categories root
CROSS JOIN LATERAL (
  SELECT coalesce(json_agg(json_build_object(
           'id', pg_temp.id('Category', c.id), 'name', c.name, 'slug', c.slug,
           'productCount', (SELECT count(*) FROM products p WHERE p.category_id = c.id AND p.active))
           ORDER BY c.position, c.name), '[]') AS list
  FROM categories c WHERE c.parent_id = root.id AND c.active) below
WHERE root.parent_id IS NULL AND root.active
