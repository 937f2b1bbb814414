SELECT json_build_object('navigation', json_agg(json_build_object(
         'id', pg_temp.id('Category', root.id), 'name', root.name, 'slug', root.slug, 'subcategories', below.list)
         ORDER BY root.position, root.name))
FROM categories root
CROSS JOIN LATERAL (
  SELECT coalesce(json_agg(json_build_object(
           'id', pg_temp.id('Category', c.id), 'name', c.name, 'slug', c.slug,
           'products', json_build_object('nodes', shown.list), 'subcategories', lowest.list)
           ORDER BY c.position, c.name), '[]') AS list
  FROM categories c
  CROSS JOIN LATERAL (
    SELECT coalesce(json_agg(json_build_object('id', pg_temp.id('Product', p.id), 'name', p.name, 'price', p.price) ORDER BY p.name), '[]') AS list
    FROM (SELECT * FROM products p WHERE p.category_id = c.id AND p.active ORDER BY p.name LIMIT 5) p) shown
  CROSS JOIN LATERAL (
    SELECT coalesce(json_agg(json_build_object('id', pg_temp.id('Category', l.id), 'name', l.name, 'slug', l.slug)
             ORDER BY l.position, l.name), '[]') AS list
    FROM categories l WHERE l.parent_id = c.id AND l.active) lowest
  WHERE c.parent_id = root.id AND c.active) below
WHERE root.parent_id IS NULL AND root.active
