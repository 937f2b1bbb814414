package dev.catalog.relay;

/**
 * Parameters that hold the keys of a load, as arrays of SQL.
 * <p>They are read by a subquery, which PostgreSQL's planner does not look into. It would plan anew at each execution with less than
 * ten keys, since it counts a plan that fits any number of them as one for ten; and to plan takes longer than to find the rows.
 */
public final class SqlArrays {

    private SqlArrays() {}

    /** The ids that the named parameter holds. */
    public static String ids(String parameter) {
        return "cast((select :" + parameter + ") as bigint[])";
    }

    /** The texts that the named parameter holds. */
    public static String texts(String parameter) {
        return "cast((select :" + parameter + ") as varchar[])";
    }
}
