SELECT json_build_object('featuredProducts', json_agg(json_build_object(
         'id', pg_temp.id('Product', p.id), 'name', p.name, 'price', p.price,
         'category', json_build_object('id', pg_temp.id('Category', c.id), 'name', c.name, 'slug', c.slug)) ORDER BY p.created_at DESC))
FROM (SELECT * FROM products WHERE featured AND active ORDER BY created_at DESC LIMIT 8) p
JOIN categories c ON c.id = p.category_id
