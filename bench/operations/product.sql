SELECT json_build_object('product', (
  SELECT json_build_object(
           'id', pg_temp.id('Product', p.id), 'name', p.name, 'price', p.price, 'description', p.description,
           'category', json_build_object('id', pg_temp.id('Category', c.id), 'name', c.name, 'slug', c.slug,
             'parent', CASE WHEN parent.id IS NOT NULL THEN json_build_object('id', pg_temp.id('Category', parent.id), 'name', parent.name) END))
  FROM products p JOIN categories c ON c.id = p.category_id LEFT JOIN categories parent ON parent.id = c.parent_id
  WHERE p.id = __ID__ AND p.active))
