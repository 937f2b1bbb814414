SELECT json_build_object('menu', json_agg(json_build_object(
         '__typename', 'Category', 'key', root.id, 'label', root.name, 'slug', root.slug, 'position', root.position, 'children', below.list)
         ORDER BY root.position, root.name))
FROM categories root
CROSS JOIN LATERAL (
  SELECT coalesce(json_agg(json_build_object(
           '__typename', 'Category', 'key', c.id, 'label', c.name, 'slug', c.slug, 'position', c.position,
           'total', (SELECT count(*) FROM products p JOIN categories b ON b.id = p.category_id WHERE p.active AND (b.id = c.id OR b.parent_id = c.id)))
           ORDER BY c.position, c.name), '[]') AS list
  FROM categories c WHERE c.parent_id = root.id AND c.active) below
WHERE root.parent_id IS NULL AND root.active
