<?php
/* Loads an export into the WordPress around it, row by row with the export's own numbers: php load.php EXPORT OPTIONS.
   OPTIONS is JSON: name => value. What is in the site before goes. */
$_SERVER['HTTP_HOST'] = 'digest.example';
require __DIR__ . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
global $wpdb;

foreach (['posts', 'postmeta', 'comments', 'commentmeta', 'terms', 'term_taxonomy', 'term_relationships', 'users', 'usermeta'] as $table)
    $wpdb->query("DELETE FROM {$wpdb->$table}");

$channel = simplexml_load_file($argv[1], null, LIBXML_NOCDATA | LIBXML_NONET)->channel;
$names = $channel->getDocNamespaces(true, false) + simplexml_load_file($argv[1])->getDocNamespaces();
$wp = fn($node) => $node->children($names['wp']);
$terms = $users = [];

function put_term(string $taxonomy, string $slug, string $name, int $number = 0, string $text = '') {
    global $wpdb, $terms;
    if (isset($terms["$taxonomy $slug"])) return $terms["$taxonomy $slug"];
    $taken = $number && $wpdb->get_var($wpdb->prepare("SELECT term_id FROM $wpdb->terms WHERE term_id = %d", $number));
    $wpdb->insert($wpdb->terms, ['name' => $name, 'slug' => $slug] + ($number && !$taken ? ['term_id' => $number] : []));
    $id = $wpdb->insert_id;
    $wpdb->insert($wpdb->term_taxonomy, ['term_id' => $id, 'taxonomy' => $taxonomy, 'description' => $text]);
    return $terms["$taxonomy $slug"] = [$id, $wpdb->insert_id];
}

foreach ($wp($channel)->author as $author) {
    $login = (string) $author->author_login;
    $number = (int) $author->author_id ?: 900 + count($users);
    $wpdb->insert($wpdb->users, ['ID' => $number, 'user_login' => $login, 'user_nicename' => sanitize_title($login),
        'user_email' => (string) $author->author_email, 'display_name' => (string) $author->author_display_name ?: $login]);
    $users[$login] = $number;
    update_user_meta($number, 'wp_capabilities', ['author' => true]);
}
function user_of(string $login): int {
    global $wpdb, $users;
    if (!isset($users[$login])) {
        $slug = sanitize_title($login);
        $taken = $wpdb->get_var($wpdb->prepare("SELECT count(*) FROM $wpdb->users WHERE user_nicename = %s", $slug));
        $wpdb->insert($wpdb->users, ['user_login' => $login, 'user_nicename' => $taken ? "$slug-2" : $slug, 'display_name' => $login]);
        $users[$login] = $wpdb->insert_id;
        update_user_meta($users[$login], 'wp_capabilities', ['author' => true]);
    }
    return $users[$login];
}
$parents = [];
foreach ($wp($channel)->category as $term) {
    [$id] = put_term('category', (string) $term->category_nicename, (string) $term->cat_name, (int) $term->term_id, (string) $term->category_description);
    $parents[$id] = (string) $term->category_parent;
}
foreach ($wp($channel)->tag as $term)
    put_term('post_tag', (string) $term->tag_slug, (string) $term->tag_name, (int) $term->term_id, (string) $term->tag_description);
foreach ($parents as $id => $parent)
    if ($parent && isset($terms["category $parent"]))
        $wpdb->update($wpdb->term_taxonomy, ['parent' => $terms["category $parent"][0]], ['term_id' => $id]);

$sticky = [];
foreach ($channel->item as $item) {
    $w = $wp($item);
    $type = (string) $w->post_type;
    if (!in_array($type, ['post', 'page', 'attachment'])) continue;
    $id = (int) $w->post_id;
    $file = (string) $w->attachment_url;
    $wpdb->insert($wpdb->posts, ['ID' => $id, 'post_author' => user_of((string) $item->children($names['dc'])->creator),
        'post_date' => (string) $w->post_date, 'post_date_gmt' => (string) $w->post_date_gmt,
        'post_modified' => (string) $w->post_date, 'post_modified_gmt' => (string) $w->post_date_gmt,
        'post_content' => (string) $item->children($names['content'])->encoded, 'post_title' => (string) $item->title,
        'post_excerpt' => (string) $item->children($names['excerpt'])->encoded, 'post_status' => (string) $w->status,
        'comment_status' => (string) $w->comment_status, 'ping_status' => (string) $w->ping_status,
        'post_password' => (string) $w->post_password, 'post_name' => (string) $w->post_name, 'post_parent' => (int) $w->post_parent,
        'guid' => (string) $item->guid, 'menu_order' => (int) $w->menu_order, 'post_type' => $type,
        'post_mime_type' => $file ? (string) wp_check_filetype($file)['type'] : '', 'to_ping' => '', 'pinged' => '', 'post_content_filtered' => '']);
    if ((string) $w->is_sticky === '1') $sticky[] = $id;
    foreach ($w->postmeta as $meta)
        $wpdb->insert($wpdb->postmeta, ['post_id' => $id, 'meta_key' => (string) $meta->meta_key, 'meta_value' => (string) $meta->meta_value]);
    foreach ($item->category as $term) {
        [, $row] = put_term((string) $term['domain'], (string) $term['nicename'], (string) $term);
        $wpdb->query($wpdb->prepare("INSERT IGNORE INTO $wpdb->term_relationships (object_id, term_taxonomy_id) VALUES (%d, %d)", $id, $row));
    }
    foreach ($w->comment as $comment)
        $wpdb->insert($wpdb->comments, ['comment_ID' => (int) $comment->comment_id, 'comment_post_ID' => $id,
            'comment_author' => (string) $comment->comment_author, 'comment_author_email' => (string) $comment->comment_author_email,
            'comment_author_url' => (string) $comment->comment_author_url, 'comment_date' => (string) $comment->comment_date,
            'comment_date_gmt' => (string) $comment->comment_date_gmt, 'comment_content' => (string) $comment->comment_content,
            'comment_approved' => (string) $comment->comment_approved, 'comment_type' => (string) $comment->comment_type ?: 'comment',
            'comment_parent' => (int) $comment->comment_parent,
            'user_id' => in_array((int) $comment->comment_user_id, $users) ? (int) $comment->comment_user_id : 0]);  // as the importer does
}
foreach (json_decode($argv[2], true) as $name => $value) update_option($name, $value);
update_option('sticky_posts', $sticky);
wp_cache_flush();
foreach ($wpdb->get_col("SELECT DISTINCT comment_post_ID FROM $wpdb->comments") as $id) wp_update_comment_count_now((int) $id);
foreach (['category', 'post_tag', 'post_format'] as $taxonomy)
    wp_update_term_count_now($wpdb->get_col($wpdb->prepare("SELECT term_taxonomy_id FROM $wpdb->term_taxonomy WHERE taxonomy = %s", $taxonomy)), $taxonomy);
delete_option('category_children');
switch_theme('twentytwentyone');
$GLOBALS['wp_rewrite']->init();
flush_rewrite_rules();
echo 'loaded ' . $wpdb->get_var("SELECT count(*) FROM $wpdb->posts");
