SELECT json_build_object('productsByCategory', json_build_object('nodes', json_agg(json_build_object(
         'id', pg_temp.id('Product', p.id), 'name', p.name, 'price', p.price, 'description', p.description,
         'category', json_build_object('name', p.category_name, 'slug', p.slug)) ORDER BY p.name)))
FROM (SELECT p.*, c.name AS category_name, c.slug
      FROM products p JOIN categories c ON c.id = p.category_id
      WHERE c.slug = 'category-140' AND c.active AND p.active
      ORDER BY p.name LIMIT 50) p
