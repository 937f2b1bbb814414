SELECT json_build_object('shelf', json_build_object(
         'label', c.name,
         'way', (SELECT json_agg(json_build_object('label', a.name, 'slug', a.slug)) FROM categories a WHERE a.id = c.parent_id),
         'everything', (SELECT count(*) FROM products p JOIN categories b ON b.id = p.category_id WHERE p.active AND (b.id = c.id OR b.parent_id = c.id)),
         'products', json_build_object(
           'totalCount', (SELECT count(*) FROM products p WHERE p.category_id = c.id AND p.active),
           'nodes', (SELECT json_agg(json_build_object('key', p.id, 'name', p.name, 'price', p.price, 'featured', p.featured) ORDER BY p.price DESC, p.id DESC)
                     FROM (SELECT * FROM products p WHERE p.category_id = c.id AND p.active ORDER BY p.price DESC, p.id DESC LIMIT 12) p),
           'pageInfo', json_build_object('hasNextPage', (SELECT count(*) > 12 FROM products p WHERE p.category_id = c.id AND p.active)))))
FROM categories c WHERE c.slug = 'category-15'
