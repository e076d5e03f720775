//! One form gives one paper, byte for byte.

use std::thread;

use super::driver::{Folder, PLANS, data_form, paper};
use super::goldens::forms;

#[test]
fn a_form_built_twice_gives_the_same_bytes() {
    let mut all: Vec<_> = PLANS.iter().map(|name| data_form(name)).collect();
    all.extend(forms().into_iter().map(|(_, form)| form));
    for form in all {
        assert!(paper(&form).pdf == paper(&form).pdf, "{}", &form.text[..80]);
    }
}

#[test]
fn a_form_built_in_another_folder_and_another_process_gives_the_same_bytes() {
    let form = data_form("cam-luong-2023").text;
    let (here, there) = (Folder::new(), Folder::new());
    let _ = here.put("kế hoạch.yaml", &form).run(["build", "kế hoạch.yaml"]).code(0);
    let args = ["build", "sâu/hơn/nữa", "-o", "ra"];
    let _ = there.put("sâu/hơn/nữa/ke-hoach.yaml", &form).run(args).code(0);
    let first = here.read("out/kế hoạch.pdf");
    assert!(first == there.read("ra/nữa.pdf"), "the folder shows in the paper");
    assert!(first == paper(&form).pdf, "the process shows in the paper");
}

#[test]
fn threads_at_work_on_several_papers_give_the_same_bytes() {
    let forms: Vec<_> = PLANS.iter().map(|name| data_form(name)).collect();
    let alone: Vec<_> = forms.iter().map(|form| paper(form).pdf).collect();
    let build = || forms.iter().map(|form| paper(form).pdf).collect::<Vec<_>>();
    let backwards = || {
        let mut res: Vec<_> = forms.iter().rev().map(|form| paper(form).pdf).collect();
        res.reverse();
        res
    };
    thread::scope(|scope| {
        let (one, two) = (scope.spawn(build), scope.spawn(backwards));
        assert!(one.join().unwrap() == alone && two.join().unwrap() == alone);
    });
}
