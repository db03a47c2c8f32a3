<?php
// Brings an export into a WordPress through its own functions, in the order in which it is brought in by hand (people,
// terms, items with their fields, terms and comments), then prints what lies in the database, as JSON.
// Run: php insert_export.php SITE-FOLDER EXPORT
$_SERVER['HTTP_HOST'] = 'digest.example';
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
foreach (array('posts', 'postmeta', 'comments', 'commentmeta', 'terms', 'termmeta', 'term_taxonomy', 'term_relationships') as $table) {
    $wpdb->query("TRUNCATE wp_$table");
}
$wpdb->query('DELETE FROM wp_users WHERE ID > 1');
$wpdb->query('ALTER TABLE wp_users AUTO_INCREMENT = 2');
delete_option('sticky_posts');
wp_cache_flush();
wp_set_current_user(1);
wp_defer_term_counting(true);
wp_defer_comment_counting(true);
remove_all_actions('do_pings');

$xml = simplexml_load_file($argv[2], null, LIBXML_NOCDATA | LIBXML_PARSEHUGE);
$spaces = $xml->getNamespaces(true) + $xml->getDocNamespaces(true);
$wp = $spaces['wp'];
$users = array();

function fields($node, $element, $add)
{
    foreach ($node->$element as $field) $add(wp_slash((string) $field->meta_key), wp_slash(maybe_unserialize((string) $field->meta_value)));
}

function put_term($tax, $slug, $name, $parent, $description)
{
    if (!taxonomy_exists($tax)) return 0;
    $known = get_term_by('slug', $slug, $tax);
    if ($known) return (int) $known->term_id;
    $above = $parent === '' ? null : get_term_by('slug', $parent, $tax);
    $more = array('slug' => $slug, 'description' => wp_slash($description), 'parent' => $above ? (int) $above->term_id : 0);
    $made = wp_insert_term(wp_slash($name), $tax, $more);
    return is_wp_error($made) ? 0 : (int) $made['term_id'];
}

foreach ($xml->channel->children($wp)->author as $node) {
    $author = $node->children($wp);
    $login = sanitize_user((string) $author->author_login, true);
    $known = get_user_by('login', $login);
    $row = array('user_login' => $login, 'user_pass' => 'x', 'user_email' => (string) $author->author_email);
    $row += array('display_name' => (string) $author->author_display_name, 'first_name' => (string) $author->author_first_name);
    $made = $known ? $known->ID : wp_insert_user(wp_slash($row));
    $users[$login] = is_wp_error($made) ? 1 : $made;
}
foreach ($xml->channel->children($wp)->category as $node) {
    $term = $node->children($wp);
    put_term('category', (string) $term->category_nicename, (string) $term->cat_name, (string) $term->category_parent, (string) $term->category_description);
}
foreach ($xml->channel->children($wp)->tag as $node) {
    $term = $node->children($wp);
    put_term('post_tag', (string) $term->tag_slug, (string) $term->tag_name, '', (string) $term->tag_description);
}
foreach ($xml->channel->children($wp)->term as $node) {
    $term = $node->children($wp);
    put_term((string) $term->term_taxonomy, (string) $term->term_slug, (string) $term->term_name, (string) $term->term_parent, (string) $term->term_description);
}

function put_comments($post, $number, $wp)
{
    $made = array();
    foreach ($post->comment as $node) {
        $comment = $node->children($wp);
        $row = array('comment_post_ID' => $number, 'comment_agent' => '', 'user_id' => 0);
        foreach (array('author', 'author_email', 'author_url', 'date', 'date_gmt', 'content', 'approved', 'type') as $name) {
            $row["comment_$name"] = (string) $comment->{"comment_$name"};
        }
        $row['comment_author_IP'] = (string) $comment->comment_author_IP;
        $row['comment_parent'] = $made[(int) $comment->comment_parent] ?? 0;
        $key = wp_insert_comment(wp_slash(wp_filter_comment($row + array('comment_author_IP' => ''))));
        $made[(int) $comment->comment_id] = $key;
        fields($comment, 'commentmeta', function ($name, $value) use ($key) { add_comment_meta($key, $name, $value); });
    }
}

foreach ($xml->channel->item as $item) {
    $post = $item->children($wp);
    $type = (string) $post->post_type;
    if (!post_type_exists($type) || (string) $post->status === 'auto-draft') continue;
    $row = array('import_id' => (int) $post->post_id, 'post_author' => $users[sanitize_user((string) $item->children($spaces['dc'])->creator, true)] ?? 1);
    foreach (array('post_date', 'post_date_gmt', 'comment_status', 'ping_status', 'post_name', 'post_type', 'post_password', 'menu_order', 'post_parent') as $name) {
        $row[$name] = (string) $post->$name;
    }
    $row += array('post_title' => (string) $item->title, 'post_status' => (string) $post->status, 'guid' => (string) $item->guid);
    $row += array('post_content' => (string) $item->children($spaces['content'])->encoded, 'post_excerpt' => (string) $item->children($spaces['excerpt'])->encoded);
    $number = $type === 'attachment' ? wp_insert_attachment(wp_slash($row)) : wp_insert_post(wp_slash($row), true);
    if (is_wp_error($number)) { fwrite(STDERR, $row['post_title'] . ': ' . $number->get_error_message() . "\n"); continue; }
    if ((string) $post->is_sticky === '1') stick_post($number);
    $filed = array();
    foreach ($item->category as $term) {
        $tax = (string) $term['domain'];
        $tax = $tax === 'tag' ? 'post_tag' : $tax;
        $filed[$tax][] = put_term($tax, (string) $term['nicename'], (string) $term, '', '');
    }
    foreach ($filed as $tax => $terms) if (taxonomy_exists($tax)) wp_set_post_terms($number, $terms, $tax);
    put_comments($post, $number, $wp);
    fields($post, 'postmeta', function ($name, $value) use ($number) { if ($name !== '_edit_lock') add_post_meta($number, $name, $value); });
}
wp_defer_term_counting(false);
wp_defer_comment_counting(false);

function rows($query)
{
    global $wpdb;
    return $wpdb->get_results($query, ARRAY_A);
}
echo '@@@' . json_encode(array(
    'posts' => rows("SELECT p.ID, u.user_login, post_date, post_date_gmt, post_content, post_title, post_excerpt, post_status, comment_status, ping_status,
        post_password, post_name, post_parent, guid, menu_order, post_type, comment_count FROM wp_posts p LEFT JOIN wp_users u ON u.ID = p.post_author
        WHERE post_type <> 'revision' ORDER BY p.ID"),
    'fields' => rows("SELECT post_id, meta_key, meta_value FROM wp_postmeta ORDER BY post_id, meta_key, meta_value"),
    'comments' => rows("SELECT c.comment_post_ID, c.comment_author, c.comment_author_email, c.comment_author_url, c.comment_author_IP, c.comment_date, c.comment_date_gmt,
        c.comment_content, c.comment_approved, c.comment_type, a.comment_author above, a.comment_date above_date FROM wp_comments c
        LEFT JOIN wp_comments a ON a.comment_ID = c.comment_parent ORDER BY c.comment_post_ID, c.comment_date_gmt, c.comment_author, c.comment_content"),
    'terms' => rows("SELECT x.taxonomy, t.slug, t.name, x.description, x.count, a.slug above FROM wp_term_taxonomy x JOIN wp_terms t USING (term_id)
        LEFT JOIN wp_terms a ON a.term_id = x.parent ORDER BY x.taxonomy, t.slug"),
    'filed' => rows("SELECT r.object_id, x.taxonomy, t.slug FROM wp_term_relationships r JOIN wp_term_taxonomy x USING (term_taxonomy_id) JOIN wp_terms t USING (term_id)
        ORDER BY r.object_id, x.taxonomy, t.slug"),
    'people' => rows("SELECT user_login, user_email, display_name FROM wp_users WHERE ID > 1 ORDER BY user_login"),
    'sticky' => get_option('sticky_posts', array()),
), JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE);
