package dev.catalog.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.cache.ReadContext;
import dev.catalog.cache.RegionCaches;
import dev.catalog.cache.RegionLoader;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.aop.MethodBeforeAdvice;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Remembers what a node has loaded lately, and holds what its caches say of that against its loaders. */
final class ReadAudit implements BeanPostProcessor {

    private static final int REMEMBERED = 40;

    private record Read(RegionLoader<?, ?> loader, Object key) {}

    private final Set<Read> reads = new LinkedHashSet<>();

    /** Loaders keep their classes, by which they are injected here and there. */
    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (!(bean instanceof RegionLoader<?, ?> loader)) {
            return bean;
        }
        ProxyFactory audited = new ProxyFactory(loader);
        audited.setProxyTargetClass(true);
        audited.addAdvice((MethodBeforeAdvice) (method, arguments, _) -> {
            if (method.getName().equals("loadAll")) {
                remember(loader, (Set<?>) arguments[0]);
            }
        });
        return audited.getProxy();
    }

    /** Asserts that the caches have what the loaders load. */
    void assertCachesAreRight(RegionCaches caches, Supplier<String> description) {
        Map<RegionLoader<?, ?>, Set<Object>> keys = new LinkedHashMap<>();
        synchronized (this) {
            reads.forEach(read -> keys.computeIfAbsent(read.loader(), _ -> new LinkedHashSet<>())
                    .add(read.key()));
        }
        keys.forEach((loader, of) -> assertRight(loader, of, caches, description));
    }

    @SuppressWarnings("unchecked") // the keys were the loader's
    private static <K, V> void assertRight(
            RegionLoader<K, V> loader, Set<Object> keys, RegionCaches caches, Supplier<String> description) {
        Set<K> own = (Set<K>) keys;
        Map<K, V> loaded = new HashMap<>(loader.loadAll(own));
        loaded.keySet().retainAll(own);
        assertThat(caches.getAll(loader, own, ReadContext.unrecorded()).join())
                .as(description)
                .isEqualTo(loaded);
    }

    private synchronized void remember(RegionLoader<?, ?> loader, Set<?> keys) {
        keys.forEach(key -> reads.add(new Read(loader, key)));
        Iterator<Read> oldest = reads.iterator();
        while (reads.size() > REMEMBERED) {
            oldest.next();
            oldest.remove();
        }
    }
}
