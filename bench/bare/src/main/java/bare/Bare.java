package bare;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** One entity, one repository, one query. */
@SpringBootApplication
public class Bare {

    public static void main(String[] args) {
        SpringApplication.run(Bare.class, args);
    }
}

@Entity
@Table(name = "products")
class Product {

    @Id
    Long id;

    String name;
    BigDecimal price;

    public Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public BigDecimal getPrice() {
        return price;
    }
}

interface Products extends Repository<Product, Long> {

    List<Product> findByOrderByName(Limit limit);
}

@Controller
class ProductController {

    private final Products products;

    ProductController(Products products) {
        this.products = products;
    }

    @QueryMapping
    List<Product> products(@Argument int first) {
        return products.findByOrderByName(Limit.of(first));
    }
}
