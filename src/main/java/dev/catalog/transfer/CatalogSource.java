package dev.catalog.transfer;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.ResourceLoader;

/** The two files of a catalog. Each is plain or compressed, {@code .gz}. */
record CatalogSource(CatalogFile categories, CatalogFile products) {

    private static final String CATEGORIES = "categories.ndjson";
    private static final String PRODUCTS = "products.ndjson";

    /** Returns the files of a folder. */
    static CatalogSource folder(String name) {
        try {
            Path folder = Path.of(name);
            if (Files.isDirectory(folder)) {
                return in(name, file -> file(folder.resolve(file)));
            }
        } catch (InvalidPathException e) {
            throw new ImportException(Quoted.value(name) + " is no path of a folder", e);
        }
        throw new ImportException("There is no folder " + name);
    }

    private static CatalogFile file(Path path) {
        return new CatalogFile(path.toString(), new FileSystemResource(path));
    }

    /** Returns the files below a resource location, which ends in a slash. */
    static CatalogSource location(String location, ResourceLoader loader) {
        return in(location, name -> new CatalogFile(location + name, loader.getResource(location + name)));
    }

    /** Returns the length of both files in bytes, as stored. */
    long length() {
        return categories.length() + products.length();
    }

    private static CatalogSource in(String place, Function<String, CatalogFile> files) {
        return new CatalogSource(only(place, CATEGORIES, files), only(place, PRODUCTS, files));
    }

    private static CatalogFile only(String place, String name, Function<String, CatalogFile> files) {
        List<CatalogFile> present = Stream.of(name, name + CatalogFile.COMPRESSED)
                .map(files)
                .filter(CatalogFile::isPresent)
                .toList();
        return switch (present.size()) {
            case 0 -> throw new ImportException("%1$s has neither %2$s nor %2$s.gz".formatted(place, name));
            case 1 -> present.getFirst();
            default -> throw new ImportException("%1$s has both %2$s and %2$s.gz".formatted(place, name));
        };
    }
}
