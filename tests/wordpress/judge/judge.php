<?php
// Asks a real WordPress what it makes of a text. JSON lines in ({"ask": name, "with": [arguments]}), JSON lines out.
// WordPress is loaded from the folder in the first argument, over a database that holds nothing (db.php beside this file).
error_reporting(E_ERROR);
ini_set('display_errors', 'stderr');
define('ABSPATH', rtrim($argv[1], '/') . '/');
define('WP_CONTENT_DIR', __DIR__);
define('WP_INSTALLING', true);
define('DISABLE_WP_CRON', true);
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('WP_SITEURL', 'http://digest.example');
define('WP_HOME', 'http://digest.example');
define('DB_NAME', 'none'); define('DB_USER', ''); define('DB_PASSWORD', ''); define('DB_HOST', '');
define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
$_SERVER += array('HTTP_HOST' => 'digest.example', 'REQUEST_URI' => '/', 'REQUEST_METHOD' => 'GET');
$_SERVER['HTTP_HOST'] = 'digest.example';
$table_prefix = 'wp_';
require ABSPATH . 'wp-settings.php';
add_filter('pre_option_blog_charset', fn() => 'UTF-8');
add_filter('pre_option_use_smilies', fn() => '0');
add_filter('pre_http_request', fn() => new WP_Error('offline'));
remove_filter('the_content', 'convert_smilies', 20);
remove_filter('comment_text', 'convert_smilies', 20);
add_theme_support('html5', array('caption', 'gallery'));
$GLOBALS['wp_locale'] ??= new WP_Locale();

$asks = array(
    'content' => fn($text) => apply_filters('the_content', $text),
    'kept_comment' => fn($text) => wp_unslash(apply_filters('pre_comment_content', wp_slash($text))),
    'comment' => fn($text) => apply_filters('comment_text', $text),
);
while (($line = fgets(STDIN)) !== false) {
    $question = json_decode($line, true);
    $ask = $asks[$question['ask']] ?? $question['ask'];
    ob_start();
    try { $answer = $ask(...$question['with']); } catch (Throwable $e) { $answer = 'THROWN ' . $e->getMessage(); }
    ob_end_clean();
    echo json_encode($answer, JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE), "\n";
    flush();
}
