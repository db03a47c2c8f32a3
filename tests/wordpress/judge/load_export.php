<?php
// Puts an export into the database of a WordPress as it stands, row by row, so that every number is kept.
// Run inside the site's folder: php load_export.php SITE-FOLDER EXPORT
$_SERVER['HTTP_HOST'] = 'digest.example';
require $argv[1] . '/wp-load.php';
foreach (array('posts', 'postmeta', 'comments', 'terms', 'term_taxonomy', 'term_relationships') as $table) {
    $wpdb->query("TRUNCATE wp_$table");
}
$xml = simplexml_load_file($argv[2], null, LIBXML_NOCDATA);
$spaces = $xml->getNamespaces(true);
$wp = $spaces['wp'];
$users = array();
$filed = array();
$numbers = array();

function file_term($tax, $slug, $name, $number, $parent, $description)
{
    global $wpdb, $filed, $numbers;
    if (isset($filed["$tax/$slug"])) return $filed["$tax/$slug"];
    $wpdb->insert('wp_terms', array('name' => $name, 'slug' => $slug) + ($number ? array('term_id' => $number) : array()));
    $number = $wpdb->insert_id;
    $above = $numbers["$tax/$parent"] ?? 0;
    $row = array('term_id' => $number, 'taxonomy' => $tax, 'description' => $description, 'parent' => $above);
    $wpdb->insert('wp_term_taxonomy', $row);
    $numbers["$tax/$slug"] = $number;
    return $filed["$tax/$slug"] = $wpdb->insert_id;
}

foreach ($xml->channel->children($wp)->author as $node) {
    $author = $node->children($wp);
    $number = (int) $author->author_id;
    $login = (string) $author->author_login;
    $wpdb->delete('wp_users', array('ID' => $number));
    $row = array('ID' => $number, 'user_login' => $login, 'user_nicename' => sanitize_title($login));
    $row += array('display_name' => (string) $author->author_display_name, 'user_email' => (string) $author->author_email);
    $wpdb->insert('wp_users', $row);
    $users[$login] = $number;
}
foreach (array('category' => array('cat_name', 'category_nicename'), 'tag' => array('tag_name', 'tag_slug')) as $kind => $names) {
    foreach ($xml->channel->children($wp)->$kind as $node) {
        $term = $node->children($wp);
        $tax = $kind === 'tag' ? 'post_tag' : 'category';
        $text = (string) ($kind === 'tag' ? $term->tag_description : $term->category_description);
        file_term($tax, (string) $term->{$names[1]}, (string) $term->{$names[0]}, (int) $term->term_id, (string) $term->category_parent, $text);
    }
}
foreach ($xml->channel->item as $item) {
    $post = $item->children($wp);
    $number = (int) $post->post_id;
    $row = array('ID' => $number, 'post_author' => $users[(string) $item->children($spaces['dc'])->creator] ?? 1);
    foreach (array('post_date', 'post_date_gmt', 'comment_status', 'ping_status', 'post_name', 'post_type', 'post_password', 'menu_order', 'post_parent') as $name) {
        $row[$name] = (string) $post->$name;
    }
    $row += array('post_title' => (string) $item->title, 'post_status' => (string) $post->status, 'guid' => (string) $item->guid);
    $row += array('post_content' => (string) $item->children($spaces['content'])->encoded, 'post_excerpt' => (string) $item->children($spaces['excerpt'])->encoded);
    $row += array('post_modified' => (string) $post->post_modified ?: $row['post_date'], 'post_modified_gmt' => (string) $post->post_modified_gmt ?: $row['post_date_gmt']);
    $row += array('to_ping' => '', 'pinged' => '', 'post_content_filtered' => '');
    $wpdb->insert('wp_posts', $row);
    foreach ($item->category as $term) {
        $tax = (string) $term['domain'];
        $place = file_term($tax, (string) $term['nicename'], (string) $term, 0, '', '');
        $wpdb->insert('wp_term_relationships', array('object_id' => $number, 'term_taxonomy_id' => $place));
    }
    foreach ($post->comment as $node) {
        $comment = $node->children($wp);
        $row = array('comment_post_ID' => $number, 'comment_type' => (string) $comment->comment_type ?: 'comment', 'comment_agent' => '');
        foreach (array('ID', 'author', 'author_email', 'author_url', 'author_IP', 'date', 'date_gmt', 'content', 'approved', 'parent') as $name) {
            $row["comment_$name"] = (string) $comment->{'comment_' . strtolower($name)} ?: (string) $comment->{"comment_$name"};
        }
        $row['user_id'] = (int) $comment->comment_user_id;
        $wpdb->insert('wp_comments', $row);
    }
    wp_update_comment_count_now($number);
}
foreach (array('category', 'post_tag') as $tax) {
    wp_update_term_count_now($wpdb->get_col("SELECT term_taxonomy_id FROM wp_term_taxonomy WHERE taxonomy = '$tax'"), $tax);
}
update_option('permalink_structure', '/%year%/%monthnum%/%day%/%postname%/');
$wp_rewrite->init();
flush_rewrite_rules();
