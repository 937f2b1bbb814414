SELECT json_build_object(
         'newest', (
           SELECT json_agg(json_build_object('name', p.name, 'price', p.price, 'slugOf', json_build_object('slug', c.slug)) ORDER BY p.created_at DESC)
           FROM (SELECT * FROM products WHERE featured AND active ORDER BY created_at DESC LIMIT 3) p
           JOIN categories c ON c.id = p.category_id),
         'popular', (
           SELECT json_agg(json_build_object(
                    'databaseId', p.id, 'name', p.name, 'featured', p.featured,
                    'category', json_build_object('name', c.name, 'parent', json_build_object('name', parent.name, 'parent',
                      CASE WHEN root.id IS NOT NULL THEN json_build_object('name', root.name) END))) ORDER BY p.created_at DESC)
           FROM (SELECT * FROM products WHERE active ORDER BY created_at DESC LIMIT 30) p
           JOIN categories c ON c.id = p.category_id
           JOIN categories parent ON parent.id = c.parent_id
           LEFT JOIN categories root ON root.id = parent.parent_id),
         'all', (SELECT count(*) FROM products WHERE active))
