#!/bin/sh
# In ra những gì đã đổi của mọi kế hoạch giữa hai phiên bản trong git, dạng Markdown.
# Cách dùng: so-sanh.sh PHIÊN_BẢN_CŨ PHIÊN_BẢN_MỚI
# Kết thúc bằng 0 khi không có gì đổi, 1 khi có đổi, 2 khi có chỗ không so sánh được.
# Dài quá thì chỉ còn phần tóm tắt: GitHub không nhận nhận xét quá 65.536 chữ.
set -u
dai_nhat=${KEHOACH_DAI_NHAT:-60000}

if [ $# -ne 2 ]; then
    echo "cách dùng: so-sanh.sh PHIÊN_BẢN_CŨ PHIÊN_BẢN_MỚI" >&2
    exit 2
fi
goc=$(git rev-parse --show-toplevel) && cd "$goc" || exit 2
tam=$(mktemp -d) || exit 2
trap 'rm -rf "$tam"' EXIT

# Số của phiên bản dài 40 chữ: chỉ cần mấy chữ đầu.
ten() {
    so=$(git rev-parse --verify --quiet --end-of-options "$1^{commit}") || {
        echo "so-sanh.sh: kho không có phiên bản $1" >&2
        return 1
    }
    if [ "$1" = "$so" ]; then git rev-parse --short=10 "$so"; else printf '%s\n' "$1"; fi
}
cu=$(ten "$1") && moi=$(ten "$2") || exit 2

# Với -z, git không đặt tên có dấu nháy, dấu cách trong ngoặc; tr cho mỗi tên một dòng.
bieu() { git ls-tree -r -z --full-tree --name-only "$1" | tr '\n\000' '\001\n' | grep -E '(^|/)ke-hoach\.yaml$'; }
khac() { git diff --no-ext-diff -z "$@" "$cu" "$moi" -- | tr '\n\000' '\001\n'; }
bieu "$cu" > "$tam/cu"
bieu "$moi" > "$tam/moi"
khac --name-only --no-renames > "$tam/tep" || exit 2
# Biểu chuyển sang thư mục khác: "R095", tên cũ, tên mới.
khac --name-status -M --diff-filter=R |
    awk 'NR % 3 == 2 { cu = $0 }
         NR % 3 == 0 && ("/" cu) ~ /\/ke-hoach\.yaml$/ && ("/" $0) ~ /\/ke-hoach\.yaml$/ { print cu "\t" $0 }' > "$tam/chuyen"

# Kế hoạch có thể đã đổi: có tệp đã đổi trong thư mục của nó và các thư mục con. Số liệu
# dùng chung, đặt ngoài mọi thư mục kế hoạch, thì của kế hoạch nào cũng có thể đã đổi.
sort -u "$tam/cu" "$tam/moi" > "$tam/bieu"
awk -v bieu="$tam/bieu" '
    BEGIN { while ((getline ten < bieu) > 0) { sub(/ke-hoach\.yaml$/, "", ten); co[ten] = 1 } }
    {
        dir = $0; rieng = 0; sub(/[^\/]*$/, "", dir)
        for (;;) {
            if (dir in co) { doi[dir] = 1; if (dir != "") rieng = 1 }
            if (dir == "") break
            sub(/[^\/]*\/$/, "", dir)
        }
        if (!rieng && tolower($0) ~ /\.(csv|xlsx|xlsm|xlsb|xls|ods|ya?ml)$/) chung = 1
    }
    END { for (dir in co) if (chung || dir in doi) print dir "ke-hoach.yaml" }
' "$tam/tep" | sort > "$tam/doi"

co() { grep -qxF -e "$2" "$tam/$1"; }
trong_nhay() { printf '\140%s\140' "$(printf '%s' "$1" | tr '\140' "'")"; }

ket_thuc=0
while IFS= read -r tep; do
    ma=1
    truoc=$(awk -F '\t' -v tep="$tep" '$2 == tep { print $1 }' "$tam/chuyen")
    if co cu "$tep" && co moi "$tep"; then
        kehoach diff --to md "$cu" "$moi" -- "$tep" < /dev/null > "$tam/md" 2> "$tam/loi"
        ma=$?
    elif co moi "$tep" && [ -n "$truoc" ]; then
        kehoach diff --to md "$cu:$truoc" "$moi:$tep" < /dev/null > "$tam/md" 2> "$tam/loi"
        ma=$?
    elif co moi "$tep"; then
        printf '**Kế hoạch mới:** %s\n' "$(trong_nhay "$tep")" > "$tam/md"
    elif cut -f 1 "$tam/chuyen" | grep -qxF -e "$tep"; then
        continue
    else
        printf '**Bỏ kế hoạch:** %s\n' "$(trong_nhay "$tep")" > "$tam/md"
    fi
    if [ "$ma" -eq 0 ]; then continue; fi
    if [ "$ma" -ge 2 ]; then
        ma=2
        if [ ! -s "$tam/md" ]; then
            printf '**Không so sánh được:** %s\n\n' "$(trong_nhay "$tep")"
            sed 's/^/    /' "$tam/loi"
        fi > "$tam/khac"
        cat "$tam/khac" >> "$tam/md"
        cat "$tam/loi" >&2
    fi
    if [ "$ket_thuc" -ne 0 ]; then printf '\n---\n\n'; fi >> "$tam/ra"
    cat "$tam/md" >> "$tam/ra"
    if [ "$ma" -gt "$ket_thuc" ]; then ket_thuc=$ma; fi
done < "$tam/doi"

if [ "$ket_thuc" -eq 0 ]; then exit 0; fi
if [ "$(wc -c < "$tam/ra")" -gt "$dai_nhat" ]; then
    sed '/^<details>/,/^<\/details>/d' "$tam/ra" |
        LC_ALL=C awk -v con="$dai_nhat" '{ con -= length($0) + 1; if (con < 0) exit; print }' > "$tam/gon"
    printf '\n*Phần chi tiết dài quá nên bỏ bớt; xem đủ bằng* \140kehoach diff %s %s -- THƯ_MỤC\140\n' "$cu" "$moi" >> "$tam/gon"
    mv "$tam/gon" "$tam/ra"
fi
cat "$tam/ra"
exit "$ket_thuc"
